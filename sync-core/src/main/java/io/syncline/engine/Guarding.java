package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.plan.GuardLimit;
import io.syncline.plan.Guarded;
import io.syncline.plan.Risk;
import io.syncline.plan.RiskCounts;
import io.syncline.plan.Withheld;
import io.syncline.store.Flag;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the part of a flow's plan that is larger than its guards allow, and that nobody approved;
 * the rest goes. The plan is counted anew before each pass, so what a person approves is a ceiling,
 * not a list. Where nothing is pending that is guarded, this costs one look-up.
 */
final class Guarding {

  /** What is guarded unless a flow says more; such records have a flag. */
  static final Set<Risk> FLAGGED =
      Set.copyOf(EnumSet.of(Risk.DELETES, Risk.BLANKS, Risk.KEY_CHANGES));

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final StoreTransaction transaction;

  Guarding(SyncEntity entity, Flow flow, RunContext run, StoreTransaction transaction) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.transaction = transaction;
  }

  /** What a flow's guards hold as they were last looked at. */
  static Withheld last(io.syncline.store.StoreView view, SyncEntity entity, Flow flow) {
    return new Withheld(GuardNotes.held(view, entity, flow.system()), flow.keyFields());
  }

  Verdict look() {
    RiskCounts counts = counts();
    Instant now = run.clock().instant();
    Map<Risk, Long> ceilings = GuardNotes.ceilings(transaction, entity, flow.system(), now);
    List<Guarded> held = new ArrayList<>();
    Set<Risk> approved = EnumSet.noneOf(Risk.class);
    for (Map.Entry<Risk, GuardLimit> each : flow.guards().limits().entrySet()) {
      Risk risk = each.getKey();
      long count = counts.of(risk);
      if (isWithin(each.getValue(), count)) {
        continue;
      }
      if (count <= ceilings.getOrDefault(risk, 0L)) {
        approved.add(risk);
      } else {
        held.add(new Guarded(entity.name(), flow.system(), risk, count, linked(), each.getValue()));
      }
    }
    GuardNotes.save(transaction, entity, flow.system(), held, now);
    run.tally().guarded(new FlowName(entity.name(), flow.system()), held);
    Set<Risk> risks = EnumSet.noneOf(Risk.class);
    held.forEach(each -> risks.add(each.risk()));
    return new Verdict(new Withheld(risks, flow.keyFields()), approved);
  }

  /** Whether a guard lets so many pass; how many are linked is only counted where it matters. */
  private boolean isWithin(GuardLimit limit, long count) {
    return limit.allows(count, 0) || (limit.share() > 0 && limit.allows(count, linked()));
  }

  /** Tombstones keep their links, and are not counted. */
  private long linked() {
    long tombstones = 0;
    for (SystemId system : entity.flows().keySet()) {
      tombstones += transaction.countFlagged(Flag.TOMBSTONE, entity.name(), system);
    }
    return Math.max(0, transaction.countLinked(entity.name(), flow.system()) - tombstones);
  }

  private RiskCounts counts() {
    RiskCounts counts = new RiskCounts();
    if (flow.guards().limits().isEmpty() || !flow.takesWrites()) {
      return counts;
    }
    boolean all = !FLAGGED.containsAll(flow.guards().limits().keySet());
    Flag flag = all ? Flag.PENDING : Flag.RISKY;
    List<RecordId> ids = next(flag, 0);
    while (!ids.isEmpty()) {
      for (StoredRecord record : transaction.load(entity.name(), ids).values()) {
        counts.add(entity.planner().risks(record.state(), flow.system(), flow.keyFields()));
      }
      ids = next(flag, ids.get(ids.size() - 1).value());
    }
    return counts;
  }

  private List<RecordId> next(Flag flag, long after) {
    return transaction.flagged(
        flag, entity.name(), flow.system(), after, run.limits().intakeRows());
  }

  /**
   * What one look found.
   *
   * @param withheld what is not to be planned
   * @param approved what goes only because a person approved it
   */
  record Verdict(Withheld withheld, Set<Risk> approved) {

    /** The same, where writes of these kinds are left for another pass. */
    Verdict leaving(Set<Risk> later) {
      return new Verdict(withheld.with(later), approved);
    }
  }
}
