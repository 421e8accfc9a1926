package io.syncline.spi;

import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import java.time.Instant;
import java.util.Optional;

/** One change that a feed reports. */
public sealed interface Change {

  NativeKey key();

  <T> T match(Cases<T> cases);

  /** The record looks like this now, or did when the event was made. */
  record Upserted(NativeKey key, Image image) implements Change {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.upserted(this);
    }
  }

  /** The record is gone. */
  record Deleted(NativeKey key, Optional<Version> version, Optional<Instant> changedAt)
      implements Change {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.deleted(this);
    }
  }

  /** The record has another key from now on: it was re-keyed, or merged into another. */
  record Moved(NativeKey key, NativeKey to) implements Change {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.moved(this);
    }
  }

  /** Something may have happened to the record: read it. */
  record Hinted(NativeKey key) implements Change {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.hinted(this);
    }
  }

  /** One answer per case. */
  interface Cases<T> {
    T upserted(Upserted change);

    T deleted(Deleted change);

    T moved(Moved change);

    T hinted(Hinted change);
  }
}
