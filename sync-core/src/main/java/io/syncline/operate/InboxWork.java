package io.syncline.operate;

import io.syncline.engine.Change;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.operate.InboxAction.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what people ask for: an entry is looked up again in the transaction that acts on it,
 * and one that is not as it was seen is left alone.
 */
final class InboxWork {

  private final SyncEngine engine;
  private final InboxReader reader;

  InboxWork(SyncEngine engine, InboxReader reader) {
    this.engine = engine;
    this.reader = reader;
  }

  /** One answer for each, in order. */
  List<Result> take(List<Seen> seen, InboxAction action) {
    return engine.change(change -> take(change, seen, action));
  }

  private List<Result> take(Change change, List<Seen> seen, InboxAction action) {
    Map<EntryId, Current> now = reader.at(change.view(), seen.stream().map(Seen::id).toList());
    Map<EntryId, List<Current>> places = new LinkedHashMap<>();
    for (Seen each : seen) {
      Current current = now.get(each.id());
      if (current != null && current.entry().seen().equals(each)) {
        places.computeIfAbsent(each.id().place(), place -> new ArrayList<>()).add(current);
      }
    }
    Map<EntryId, Outcome> outcomes = new LinkedHashMap<>();
    places.forEach(
        (place, entries) -> {
          SyncEntity entity = reader.entity(place.entity());
          List<Outcome> taken = action.take(change, entity, place.system(), entries);
          for (int i = 0; i < entries.size(); i++) {
            outcomes.put(entries.get(i).id(), taken.get(i));
          }
        });
    Map<EntryId, Current> after =
        outcomes.containsValue(Outcome.MOVED_ON) ? reader.at(change.view(), now.keySet()) : now;
    return seen.stream().map(each -> result(each, outcomes.get(each.id()), after)).toList();
  }

  private static Result result(Seen seen, @Nullable Outcome outcome, Map<EntryId, Current> now) {
    if (outcome == Outcome.LEFT) {
      return new Result(Outcome.LEFT, new InboxAnswer.Done());
    }
    if (outcome == Outcome.DONE) {
      return new Result(Outcome.DONE, new InboxAnswer.Done());
    }
    Current current = now.get(seen.id());
    return new Result(
        Outcome.MOVED_ON,
        current == null
            ? new InboxAnswer.Gone(seen.id())
            : new InboxAnswer.MovedOn(current.entry()));
  }

  /** What became of one entry, for its counts and for the person. */
  record Result(Outcome outcome, InboxAnswer answer) {}
}
