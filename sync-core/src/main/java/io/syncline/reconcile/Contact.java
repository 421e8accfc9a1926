package io.syncline.reconcile;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import java.util.Collection;
import java.util.List;

/** What becomes of a native record without a link. */
public sealed interface Contact {

  <T> T match(Cases<T> cases);

  /** It is this record: to be linked to it. */
  record Link(RecordId record) implements Contact {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.link(this);
    }
  }

  /** It is a record that nobody knew. */
  record New() implements Contact {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.isNew(this);
    }
  }

  /** It may be what our own create in flight made: to be asked again after its outcome. */
  record Wait(RecordId record) implements Contact {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.await(this);
    }
  }

  /**
   * Nobody may guess: it waits for a person.
   *
   * @param candidates the records it may be, in order; empty where only its twins are in question
   * @param twins the unlinked records of its system that it may be one with, in order
   */
  record Hold(Why why, List<Likeness> candidates, List<NativeKey> twins) implements Contact {
    public Hold {
      candidates = candidates.stream().sorted().distinct().toList();
      twins = twins.stream().sorted().distinct().toList();
    }

    static Hold of(Why why, Collection<Likeness> candidates) {
      return new Hold(why, List.copyOf(candidates), List.of());
    }

    /** The records it may be, in order. */
    public List<RecordId> records() {
      return candidates.stream().map(Likeness::record).distinct().toList();
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.hold(this);
    }
  }

  /** Why a contact is held. */
  enum Why {
    /** Several records match it. */
    SEVERAL,
    /** The record it matches has a link to this system already. */
    LINKED,
    /** It is like one record, but not enough to be it. */
    UNSURE,
    /** Another record of the batch matches it, or matches the same record. */
    TWINS
  }

  /** One answer for each contact. */
  interface Cases<T> {
    T link(Link contact);

    T isNew(New contact);

    T await(Wait contact);

    T hold(Hold contact);
  }
}
