package io.syncline.spi;

import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the contents of fields that are carried as {@link LargeObject}s. May be called while
 * another thread uses the other facets of its dataset.
 */
public interface ContentReader {

  /**
   * The bytes of a content; empty where the record's field holds another one now, or there is no
   * such record. Holds no more of it in memory than a piece. What is read is compared with {@code
   * wanted} by the caller, who closes it: a content that changes meanwhile need not be found out.
   *
   * @param field the native field
   * @param within how long the whole may take, to the end of the stream
   */
  Optional<InputStream> open(NativeKey key, String field, LargeObject wanted, Duration within);
}
