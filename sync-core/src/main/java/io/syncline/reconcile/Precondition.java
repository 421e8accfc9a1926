package io.syncline.reconcile;

import io.syncline.model.Row;
import io.syncline.model.Version;

/**
 * What must still hold at the system when a write arrives there; where it does not, it is stale.
 */
public sealed interface Precondition {

  <T> T match(Cases<T> cases);

  /** The native record still has this version. */
  record Token(Version version) implements Precondition {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.token(this);
    }
  }

  /** The native record still shows these canonical values; a field never seen counts as null. */
  record Values(Row shown) implements Precondition {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.values(this);
    }
  }

  /** The native record does not exist. */
  record Absent() implements Precondition {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.absent(this);
    }
  }

  /** One answer for each precondition. */
  interface Cases<T> {
    T token(Token precondition);

    T values(Values precondition);

    T absent(Absent precondition);
  }
}
