package io.syncline.spi;

import java.time.Duration;

/** How a job of writes fares. */
public sealed interface BulkProgress {

  <T> T match(Cases<T> cases);

  /** It is at work, or waits for its turn; {@code again} is how long to wait with the next look. */
  record Running(Duration again) implements BulkProgress {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.running(this);
    }
  }

  /** It has ended, well or not: the outcomes of its writes can be asked for. */
  record Ended() implements BulkProgress {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.ended(this);
    }
  }

  /** The system does not know it any more: nobody can tell what became of its writes. */
  record Lost(String why) implements BulkProgress {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.lost(this);
    }
  }

  /** One answer per case. */
  interface Cases<T> {
    T running(Running progress);

    T ended(Ended progress);

    T lost(Lost progress);
  }
}
