package io.syncline.operate;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.plan.Guarded;
import io.syncline.store.ParkedRow;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that waits for a person. It keeps its id for as long as it waits; whatever happens to
 * it meanwhile gives it another version. Its text is for people.
 */
public sealed interface InboxEntry {

  Heading heading();

  <T> T match(Cases<T> cases);

  default EntryId id() {
    return heading().id();
  }

  /** This entry as it is now, to act on it. */
  default Seen seen() {
    return new Seen(heading().id(), heading().version());
  }

  /**
   * What all entries have.
   *
   * @param version of the content: opaque text
   * @param since when it began to wait; empty where the journal does not reach back so far
   * @param dismissed whether a person dismissed it as it is
   */
  record Heading(EntryId id, String version, Optional<Instant> since, boolean dismissed) {}

  /**
   * Edits made without sight of each other, or an edit and a delete.
   *
   * @param keys the native record per system
   * @param field the field, or {@code life} where a delete met an edit
   * @param base what the system showed before; empty where nothing was ever agreed
   * @param head the agreed value
   * @param incoming what the system shows now
   * @param shown what each system shows
   */
  record Conflict(
      Heading heading,
      SortedMap<SystemId, NativeKey> keys,
      String field,
      Optional<Value> base,
      Value head,
      Value incoming,
      SortedMap<SystemId, Value> shown)
      implements InboxEntry {

    public Conflict {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
      shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.conflict(this);
    }

    @Override
    public String toString() {
      return InboxText.of(this);
    }
  }

  /**
   * A native record that may be a known one.
   *
   * @param row what it shows, canonically
   * @param candidates the records it may be
   * @param twins other native records of its system that wait too, since it may be one with them
   */
  record Doubt(
      Heading heading,
      ParkedRow.Reason reason,
      String why,
      Row row,
      List<Candidate> candidates,
      List<NativeKey> twins)
      implements InboxEntry {

    public Doubt {
      candidates = List.copyOf(candidates);
      twins = List.copyOf(twins);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.doubt(this);
    }

    @Override
    public String toString() {
      return InboxText.of(this);
    }
  }

  /**
   * A record that a native one may be.
   *
   * @param score how alike they are by the rule that found it, 0 to 1
   * @param keys the native record per system
   * @param head the agreed values
   */
  record Candidate(RecordId record, double score, SortedMap<SystemId, NativeKey> keys, Row head) {

    public Candidate {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }
  }

  /**
   * Fields that the system refused. They are written again when the record changes, or on demand.
   *
   * @param fields why, by field
   */
  record RefusedWrite(
      Heading heading, SortedMap<SystemId, NativeKey> keys, SortedMap<String, Refusal> fields)
      implements InboxEntry {

    public RefusedWrite {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
      fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.refusedWrite(this);
    }

    @Override
    public String toString() {
      return InboxText.of(this);
    }
  }

  /** The agreed value, and why the system does not take it. */
  record Refusal(Value value, String reason) {}

  /**
   * A native record that cannot be taken in: the mapping refuses it, or we may not see it.
   *
   * @param row what it shows, natively; empty where we may not see it
   */
  record UnreadRow(Heading heading, String why, Row row) implements InboxEntry {

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.unreadRow(this);
    }

    @Override
    public String toString() {
      return InboxText.of(this);
    }
  }

  /** A system that the last run left out: nothing comes from there or goes there. */
  record Stopped(Heading heading, String why) implements InboxEntry {

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.stopped(this);
    }

    @Override
    public String toString() {
      return InboxText.of(this);
    }
  }

  /**
   * A part of a plan that a guard holds until a person approves it.
   *
   * @param part as the last run found it
   */
  record GuardedPlan(Heading heading, Guarded part) implements InboxEntry {

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.guardedPlan(this);
    }

    @Override
    public String toString() {
      return part.toString();
    }
  }

  /**
   * A system that was restored from a backup, cloned or swapped. What differs is held as conflicts.
   *
   * @param compared whether it was compared from end to end since
   */
  record Rewound(Heading heading, String why, boolean compared) implements InboxEntry {

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.rewound(this);
    }

    @Override
    public String toString() {
      return InboxText.of(this);
    }
  }

  /** One answer for each kind of entry. */
  interface Cases<T> {
    T conflict(Conflict entry);

    T doubt(Doubt entry);

    T refusedWrite(RefusedWrite entry);

    T unreadRow(UnreadRow entry);

    T guardedPlan(GuardedPlan entry);

    T rewound(Rewound entry);

    T stopped(Stopped entry);
  }
}
