package io.syncline.reconcile.policy;

import io.syncline.model.Value;

/** What a policy makes of one conflict. */
public sealed interface Resolution {

  <T> T match(Cases<T> cases);

  /** The edit just seen becomes the agreed value. */
  record TakeIncoming() implements Resolution {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.takeIncoming(this);
    }
  }

  /** The agreed value stays, and the system that shows another is written to. */
  record KeepHead() implements Resolution {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.keepHead(this);
    }
  }

  /** Both edits give way to a value made of them. */
  record Merged(Value value) implements Resolution {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.merged(this);
    }
  }

  /**
   * Nothing is decided: the field waits for a person, the others flow on.
   *
   * @param reason why, for that person
   */
  record Hold(String reason) implements Resolution {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.hold(this);
    }
  }

  static Resolution takeIncoming() {
    return Constants.TAKE_INCOMING;
  }

  static Resolution keepHead() {
    return Constants.KEEP_HEAD;
  }

  static Resolution merged(Value value) {
    return new Merged(value);
  }

  static Resolution hold(String reason) {
    return new Hold(reason);
  }

  /** One answer for each resolution. */
  interface Cases<T> {
    T takeIncoming(TakeIncoming resolution);

    T keepHead(KeepHead resolution);

    T merged(Merged resolution);

    T hold(Hold resolution);
  }
}
