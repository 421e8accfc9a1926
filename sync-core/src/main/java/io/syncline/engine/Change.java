package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.plan.Guarded;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people change by hand, within one transaction. The next run writes what follows from it. */
public final class Change {

  private static final Logger LOG = LoggerFactory.getLogger(Change.class);

  private final StoreTransaction transaction;
  private final RunContext run;

  Change(StoreTransaction transaction, RunContext run) {
    this.transaction = transaction;
    this.run = run;
  }

  /** When it is made. */
  public Instant now() {
    return run.clock().instant();
  }

  /** The state as the change finds it, and as it leaves it. */
  public StoreView view() {
    return transaction;
  }

  /**
   * Remembers what a comparison found to differ without a reason, in place of what it found before.
   *
   * @return how many they are
   */
  public int diverged(SyncEntity entity, SystemId system, List<NativeKey> keys) {
    Divergences.save(transaction, entity, system, keys, run.clock().instant());
    return keys.size();
  }

  /**
   * Lets as many records as {@code part} says pass its guard once, in the next plans, as long as
   * they are no more.
   *
   * @param by who approved it
   * @param until when the approval ends
   */
  public void approve(SyncEntity entity, Guarded part, String by, Instant until) {
    SystemId system = entity.flow(part.system()).system();
    Note note = GuardNotes.approval(part.risk(), part.count(), by, run.clock().instant(), until);
    transaction.note(entity.name(), system, List.of(note));
    LOG.info("{} approved {}", by, part);
  }

  /**
   * Decides held conflicts, in order.
   *
   * @return for each whether it was done; false where what it was decided on has moved on
   */
  public List<Boolean> resolve(SyncEntity entity, List<Ruling> rulings) {
    return new Rulings(entity, transaction, run).take(rulings);
  }

  /** Lets what the system refused of these records be written again. */
  public void retry(SyncEntity entity, SystemId system, Collection<RecordId> refused) {
    WorkingSet records = new WorkingSet(entity, transaction);
    Decisions decisions = new Decisions(entity, run.tally(), run.clock().instant());
    records.load(refused);
    for (RecordId id : refused) {
      records.put(id, entity.reconciler().retry(records.get(id).state(), system));
      decisions.byHand(id, system, "retried", "write again", "a person asked for it");
    }
    run.count().next(transaction);
    records.save();
    decisions.write(transaction);
  }

  /** Takes the fields of a dataset that changed as they are from now on. */
  public void acceptSchema(SyncEntity entity, SystemId system) {
    Schemas.accept(transaction, entity, system);
  }

  /** Has these native records read again by the next run, whatever was known of them. */
  public void revisit(SyncEntity entity, SystemId system, Collection<NativeKey> keys) {
    new Revisits(entity.name(), system).ask(transaction, keys, run.clock().instant());
  }

  /** Links a native record that has no record yet to this one; empty when that was done. */
  public Optional<Obstacle> link(SyncEntity entity, SystemId system, NativeKey key, RecordId to) {
    return links(entity, system).link(key, to);
  }

  /** Makes a native record one of its own that was linked wrongly; empty when that was done. */
  public Optional<Obstacle> split(SyncEntity entity, SystemId system, NativeKey key) {
    return links(entity, system).split(key);
  }

  /** Links a native record that was linked wrongly to another one; empty when that was done. */
  public Optional<Obstacle> split(SyncEntity entity, SystemId system, NativeKey key, RecordId to) {
    return links(entity, system).split(key, to);
  }

  /** Keeps for ever that a native record that waits is none of these. */
  public void different(
      SyncEntity entity,
      SystemId system,
      ParkedRow row,
      Collection<RecordId> others,
      Collection<NativeKey> twins) {
    links(entity, system).different(row, others, twins);
  }

  private LinksByHand links(SyncEntity entity, SystemId system) {
    return new LinksByHand(entity, entity.flow(system), transaction, run);
  }

  /**
   * Keeps that entries of the inbox are not to be shown again as they are.
   *
   * @param entries what to keep of each entry
   * @param records those that the entries are about
   */
  public void dismiss(
      SyncEntity entity, SystemId system, Map<String, Row> entries, Collection<RecordId> records) {
    Instant at = run.clock().instant();
    List<Note> notes = new ArrayList<>();
    entries.forEach(
        (subject, content) -> notes.add(new Note(NoteKind.DISMISSED, subject, content, at)));
    transaction.note(entity.name(), system, notes);
    Decisions decisions = new Decisions(entity, run.tally(), at);
    records.forEach(
        id -> decisions.byHand(id, system, "dismissed", "wait", "a person dismissed it"));
    decisions.write(transaction);
  }

  /** Forgets notes of one flow. */
  public void forget(
      SyncEntity entity, SystemId system, NoteKind kind, Collection<String> subjects) {
    transaction.forget(entity.name(), system, kind, subjects);
  }
}
