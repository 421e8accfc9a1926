package io.syncline.reconcile;

import io.syncline.model.RecordId;
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
   * @param records the records it may be, in order; empty where only its twins are in question
   */
  record Hold(Why why, List<RecordId> records) implements Contact {
    public Hold {
      records = records.stream().sorted().distinct().toList();
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
