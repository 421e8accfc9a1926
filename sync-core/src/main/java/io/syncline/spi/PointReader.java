package io.syncline.spi;

import io.syncline.model.NativeKey;
import java.time.Duration;
import java.util.List;

/** Reads records by key, complete and current: a read sees every write that was answered before. */
public interface PointReader {

  /** One answer per key, in the order of the request; keys may repeat. */
  List<PointRead> read(List<NativeKey> keys, Duration within);
}
