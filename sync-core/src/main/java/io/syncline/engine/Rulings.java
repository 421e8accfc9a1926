package io.syncline.engine;

import io.syncline.reconcile.Event;
import io.syncline.reconcile.EventKind;
import io.syncline.reconcile.Step;
import io.syncline.store.StoreTransaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides held conflicts of one entity, a batch at a time. */
final class Rulings {

  private final SyncEntity entity;
  private final StoreTransaction transaction;
  private final WorkingSet records;
  private final Decisions decisions;
  private final Set<List<Object>> decided = new HashSet<>();

  Rulings(SyncEntity entity, StoreTransaction transaction, RunContext run) {
    this.entity = entity;
    this.transaction = transaction;
    this.records = new WorkingSet(entity, transaction);
    this.decisions = new Decisions(entity, run.tally(), run.clock().instant());
    run.count().next(transaction);
  }

  /** Which of them were done, in order; one that its group took along counts as done. */
  List<Boolean> take(List<Ruling> rulings) {
    records.load(rulings.stream().map(Ruling::record).toList());
    List<Boolean> done = new ArrayList<>();
    rulings.forEach(ruling -> done.add(records.has(ruling.record()) && take(ruling)));
    records.save();
    decisions.write(transaction);
    return done;
  }

  private boolean take(Ruling ruling) {
    Step step =
        entity
            .reconciler()
            .resolve(
                records.get(ruling.record()).state(),
                ruling.system(),
                ruling.register(),
                ruling.decision());
    records.put(ruling.record(), step.state());
    decisions.taken(ruling.record(), ruling.system(), step.events());
    for (Event event : step.events()) {
      if (event.kind() == EventKind.RESOLVED || event.kind() == EventKind.DISSOLVED) {
        decided.add(key(ruling, event.about().orElseThrow()));
      }
    }
    return decided.contains(key(ruling, ruling.register()));
  }

  private static List<Object> key(Ruling ruling, String register) {
    return List.of(ruling.record(), ruling.system(), register);
  }
}
