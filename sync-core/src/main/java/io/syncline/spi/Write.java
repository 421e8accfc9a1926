package io.syncline.spi;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import java.util.Optional;

/**
 * One write.
 *
 * @param id stable over repeats and unique over all others: the idempotency key
 * @param key the record; empty for a create whose key the system gives
 * @param fields the native fields to set, and no other; null clears
 * @param repeated whether it may have been sent before. Only a repeat that finds its own result in
 *     place may answer {@code Unchanged} or {@code Applied} for it; a first attempt answers {@code
 *     Stale}
 */
public record Write(
    String id,
    WriteKind kind,
    Optional<NativeKey> key,
    Row fields,
    Precondition precondition,
    boolean repeated) {

  public Write {
    if (key.isEmpty() && kind != WriteKind.CREATE) {
      throw new IllegalArgumentException("must have a key: write=" + id + " kind=" + kind);
    }
  }
}
