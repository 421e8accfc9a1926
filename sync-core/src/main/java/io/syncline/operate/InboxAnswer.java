package io.syncline.operate;

import io.syncline.engine.Obstacle;

/** What became of what a person asked for. */
public sealed interface InboxAnswer {

  <T> T match(Cases<T> cases);

  default boolean isDone() {
    return this instanceof Done;
  }

  /** It was done; the next run writes what follows. */
  record Done() implements InboxAnswer {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.done(this);
    }
  }

  /** Nothing was done: the entry is not as it was seen. This is how it is now. */
  record MovedOn(InboxEntry now) implements InboxAnswer {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.movedOn(this);
    }
  }

  /** Nothing was done: nothing waits under this id any more. */
  record Gone(EntryId id) implements InboxAnswer {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.gone(this);
    }
  }

  /** Nothing was done: something stands in the way. */
  record Refused(Obstacle obstacle) implements InboxAnswer {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.refused(this);
    }
  }

  /** One answer for each case. */
  interface Cases<T> {
    T done(Done answer);

    T movedOn(MovedOn answer);

    T gone(Gone answer);

    T refused(Refused answer);
  }
}
