package io.syncline.operate;

import io.syncline.engine.Change;
import io.syncline.engine.Obstacle;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.operate.InboxAction.Outcome;
import io.syncline.operate.InboxWork.Result;
import io.syncline.plan.Guarded;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.Likeness;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.ParkedRow;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that waits for a person: conflicts, doubtful links, refused writes, native records that were
 * not taken in, systems that stand still. Nothing of it is kept beside the state, so it is as
 * durable as that, and an entry goes by itself when its cause does.
 *
 * <p>Each action is one transaction, and is done only if the entry is as it was seen. What follows
 * is written by the next run; an action waits for a run under way. Thread-safe.
 */
public final class Inbox {

  /** How many entries an action on all that a filter finds takes with one transaction. */
  private static final int BATCH = 200;

  private final SyncEngine engine;
  private final StateStore store;
  private final InboxReader reader;
  private final InboxWork work;

  public Inbox(SyncEngine engine, StateStore store) {
    this.engine = engine;
    this.store = store;
    this.reader = new InboxReader(engine.entities());
    this.work = new InboxWork(engine, reader);
  }

  /** The first entries, in order, at most {@code most}. */
  public InboxPage list(InboxFilter filter, int most) {
    return page(filter, Optional.empty(), most);
  }

  /** The entries behind {@code after}, the end of an earlier page, which need not wait any more. */
  public InboxPage list(InboxFilter filter, EntryId after, int most) {
    return page(filter, Optional.of(after), most);
  }

  private InboxPage page(InboxFilter filter, Optional<EntryId> after, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("must be >= 1: most=" + most);
    }
    try (StoreView view = store.view()) {
      return reader.page(view, filter, after, most);
    }
  }

  /** One entry as it is now; empty where it does not wait any more. */
  public Optional<InboxEntry> find(EntryId id) {
    try (StoreView view = store.view()) {
      return Optional.ofNullable(reader.at(view, List.of(id)).get(id)).map(Current::entry);
    }
  }

  /** How many entries wait, per kind. Looks at each. */
  public Map<EntryKind, Long> counts(InboxFilter filter) {
    EnumMap<EntryKind, Long> counts = new EnumMap<>(EntryKind.class);
    Optional<EntryId> after = Optional.empty();
    do {
      InboxPage page = page(filter, after, BATCH);
      page.entries().forEach(entry -> counts.merge(entry.id().kind(), 1L, Long::sum));
      after = page.next();
    } while (after.isPresent());
    return counts;
  }

  /** Decides a conflict. */
  public InboxAnswer resolve(Seen seen, Choice choice) {
    only(seen, EntryKind.CONFLICT);
    return one(seen, Deciding.choosing(choice));
  }

  /** Asks a policy about each conflict of fields that the filter finds, a batch at a time. */
  public InboxSweep resolveAll(InboxFilter filter, ConflictPolicy policy) {
    return all(filter.kinds(EntryKind.CONFLICT), Deciding.asking(policy));
  }

  /** The same for records that one side deleted and another edited. */
  public InboxSweep resolveDeletes(InboxFilter filter, DeletePolicy policy) {
    return all(filter.kinds(EntryKind.CONFLICT), Deciding.askingOfLife(policy));
  }

  /** The native record in doubt is that record, one of its candidates. */
  public InboxAnswer link(Seen seen, RecordId record) {
    return doubt(
        seen,
        (change, current) -> {
          candidate(current, record);
          return answer(change.link(entity(seen), seen.id().system(), key(seen), record));
        });
  }

  /** The native record in doubt is none of its candidates, and not one with its twins. */
  public InboxAnswer different(Seen seen) {
    return doubt(
        seen,
        (change, current) -> {
          ParkedRow row = current.row().orElseThrow();
          List<RecordId> others = row.candidates().stream().map(Likeness::record).toList();
          change.different(entity(seen), seen.id().system(), row, others, row.twins());
          return new InboxAnswer.Done();
        });
  }

  /** The native record in doubt is not that one of its candidates; the others remain. */
  public InboxAnswer different(Seen seen, RecordId record) {
    return doubt(
        seen,
        (change, current) -> {
          candidate(current, record);
          change.different(
              entity(seen),
              seen.id().system(),
              current.row().orElseThrow(),
              List.of(record),
              List.of());
          return new InboxAnswer.Done();
        });
  }

  /**
   * A link was wrong: the native record becomes a record of its own, from what it shows. The record
   * that it leaves keeps its values. Nothing is deleted anywhere; each is written where it is
   * missing, and the two are never matched again.
   */
  public InboxAnswer split(String entity, String system, String key) {
    SyncEntity of = reader.entity(new EntityName(entity));
    return answer(
        engine.change(change -> change.split(of, new SystemId(system), NativeKey.parse(key))));
  }

  /** A link was wrong: the native record is that other record. */
  public InboxAnswer split(String entity, String system, String key, RecordId to) {
    SyncEntity of = reader.entity(new EntityName(entity));
    return answer(
        engine.change(change -> change.split(of, new SystemId(system), NativeKey.parse(key), to)));
  }

  /** Has what was refused written again, or a native record that waits read again. */
  public InboxAnswer retry(Seen seen) {
    only(
        seen,
        EntryKind.REFUSED,
        EntryKind.DOUBT,
        EntryKind.REJECTED,
        EntryKind.DENIED,
        EntryKind.WAITING);
    return one(seen, new Retrying());
  }

  /** The same for all that the filter finds. */
  public InboxSweep retryAll(InboxFilter filter) {
    return all(filter, new Retrying());
  }

  /**
   * Takes the fields of a system that was left out since they changed as they are from now on.
   * Build the hub anew first: that checks the mapping against them.
   */
  public InboxAnswer acceptSchema(Seen seen) {
    only(seen, EntryKind.STOPPED);
    return one(
        seen,
        (change, entity, system, entries) -> {
          change.acceptSchema(entity, system);
          return List.of(Outcome.DONE);
        });
  }

  /**
   * Lets what a guard holds pass, as many records as were seen and no more, within {@link
   * Approvals#HOLDS}.
   *
   * @param by who approves it, for the log and the store
   */
  public InboxAnswer approve(Seen seen, String by) {
    only(seen, EntryKind.GUARDED);
    if (by.isBlank()) {
      throw new IllegalArgumentException("must say who approves: by=" + by);
    }
    return one(seen, (change, entity, system, entries) -> approve(change, entity, entries, by));
  }

  private static List<Outcome> approve(
      Change change, SyncEntity entity, List<Current> entries, String by) {
    for (Current each : entries) {
      Guarded part = ((InboxEntry.GuardedPlan) each.entry()).part();
      change.approve(entity, part, by, change.now().plus(Approvals.HOLDS));
    }
    return entries.stream().map(each -> Outcome.DONE).toList();
  }

  /**
   * Does not show the entry again until it changes. It waits on, but for a system that was restored
   * and compared since: that is put away.
   */
  public InboxAnswer dismiss(Seen seen) {
    return one(seen, this::dismiss);
  }

  public InboxSweep dismissAll(InboxFilter filter) {
    return all(filter, this::dismiss);
  }

  private List<Outcome> dismiss(
      Change change, SyncEntity entity, SystemId system, List<Current> entries) {
    Dismissals dismissals = new Dismissals(entity, system);
    dismissals.sweep(change, reader);
    dismissals.add(change, entries.stream().filter(each -> !isOver(each)).toList());
    if (entries.stream().anyMatch(Inbox::isOver)) {
      List<Note> over =
          change.view().notes(entity.name(), system, NoteKind.STOPPED, Optional.empty(), 1);
      change.forget(entity, system, NoteKind.STOPPED, over.stream().map(Note::subject).toList());
    }
    return entries.stream().map(each -> Outcome.DONE).toList();
  }

  private static boolean isOver(Current current) {
    return current.entry() instanceof InboxEntry.Rewound rewound && rewound.compared();
  }

  private InboxAnswer one(Seen seen, InboxAction action) {
    return work.take(List.of(seen), action).get(0).answer();
  }

  private InboxSweep all(InboxFilter filter, InboxAction action) {
    EnumMap<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    List<InboxAnswer> refused = new ArrayList<>();
    Optional<EntryId> after = Optional.empty();
    do {
      InboxPage page = page(filter, after, BATCH);
      for (Result each :
          work.take(page.entries().stream().map(InboxEntry::seen).toList(), action)) {
        counts.merge(each.outcome(), 1L, Long::sum);
        if (each.outcome() == Outcome.MOVED_ON && refused.size() < InboxSweep.MOST) {
          refused.add(each.answer());
        }
      }
      after = page.next();
    } while (after.isPresent());
    return new InboxSweep(
        counts.getOrDefault(Outcome.DONE, 0L),
        counts.getOrDefault(Outcome.LEFT, 0L),
        counts.getOrDefault(Outcome.MOVED_ON, 0L),
        refused);
  }

  /** What is done about a doubt, if it is as it was seen. */
  private interface Doubtful {
    InboxAnswer take(Change change, Current current);
  }

  private InboxAnswer doubt(Seen seen, Doubtful action) {
    only(seen, EntryKind.DOUBT);
    return engine.change(
        change -> {
          Current current = reader.at(change.view(), List.of(seen.id())).get(seen.id());
          if (current == null) {
            return new InboxAnswer.Gone(seen.id());
          }
          return current.entry().seen().equals(seen)
              ? action.take(change, current)
              : new InboxAnswer.MovedOn(current.entry());
        });
  }

  private SyncEntity entity(Seen seen) {
    return reader.entity(seen.id().entity());
  }

  private static NativeKey key(Seen seen) {
    return seen.id().key().orElseThrow();
  }

  private static InboxAnswer answer(Optional<Obstacle> obstacle) {
    return obstacle.<InboxAnswer>map(InboxAnswer.Refused::new).orElseGet(InboxAnswer.Done::new);
  }

  private static void candidate(Current current, RecordId record) {
    List<Long> known =
        current.row().orElseThrow().candidates().stream()
            .map(each -> each.record().value())
            .toList();
    if (!known.contains(record.value())) {
      throw new IllegalArgumentException("must be one of " + known + ": record=" + record.value());
    }
  }

  private static void only(Seen seen, EntryKind... kinds) {
    if (!List.of(kinds).contains(seen.id().kind())) {
      throw new IllegalArgumentException(
          "must be of " + Arrays.stream(kinds).map(EntryKind::word).toList() + ": id=" + seen.id());
    }
  }
}
