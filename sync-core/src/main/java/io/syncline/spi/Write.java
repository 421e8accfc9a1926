package io.syncline.spi;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import java.time.Instant;
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
 * @param since when it was made durable, before it was sent first; empty where it is not told:
 *     where {@link Capabilities#remembersFor} is empty, and of what an older version had in flight
 * @param contents of the fields that hold {@link io.syncline.model.LargeObject}s
 */
public record Write(
    String id,
    WriteKind kind,
    Optional<NativeKey> key,
    Row fields,
    Precondition precondition,
    boolean repeated,
    Optional<Instant> since,
    Contents contents) {

  public Write {
    if (key.isEmpty() && kind != WriteKind.CREATE) {
      throw new IllegalArgumentException("must have a key: write=" + id + " kind=" + kind);
    }
  }

  /** Of fields none of which stands for a content. */
  public Write(
      String id,
      WriteKind kind,
      Optional<NativeKey> key,
      Row fields,
      Precondition precondition,
      boolean repeated) {
    this(id, kind, key, fields, precondition, repeated, Optional.empty(), Contents.NONE);
  }

  /** The same, with contents. */
  public Write with(Contents contents) {
    return new Write(id, kind, key, fields, precondition, repeated, since, contents);
  }

  /** The same, made durable then. */
  public Write since(Instant time) {
    return new Write(id, kind, key, fields, precondition, repeated, Optional.of(time), contents);
  }
}
