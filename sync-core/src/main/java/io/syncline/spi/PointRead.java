package io.syncline.spi;

import io.syncline.model.NativeKey;

/** What a read by key found. */
public sealed interface PointRead {

  NativeKey key();

  <T> T match(Cases<T> cases);

  record Found(NativeKey key, Image image) implements PointRead {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.found(this);
    }
  }

  /** There is no such record. */
  record Gone(NativeKey key) implements PointRead {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.gone(this);
    }
  }

  /** The record answers under another key now. */
  record Moved(NativeKey key, NativeKey to) implements PointRead {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.moved(this);
    }
  }

  /** The system has it, or may have it, and does not let us see it. */
  record Denied(NativeKey key, String reason) implements PointRead {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.denied(this);
    }
  }

  /** One answer per case. */
  interface Cases<T> {
    T found(Found read);

    T gone(Gone read);

    T moved(Moved read);

    T denied(Denied read);
  }
}
