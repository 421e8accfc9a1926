package io.syncline.spi;

import io.syncline.model.LargeObject;
import java.io.InputStream;
import java.util.Optional;

/** Where a writer gets the contents that the fields of a write stand for. */
@FunctionalInterface
public interface Contents {

  /** Of writes for which there are none. */
  Contents NONE = wanted -> Optional.empty();

  /**
   * A content, whole and compared with {@code wanted} already, to be closed by the writer; empty
   * where no system can give it now. Such a write is {@link WriteOutcome.Blocked}. May be opened
   * more than once.
   */
  Optional<InputStream> open(LargeObject wanted);
}
