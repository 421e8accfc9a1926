package io.syncline.spi;

import io.syncline.model.LargeObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps contents that are too large to be held in memory, such as the attachments of a web service,
 * each under its own digest: one that is put twice is there once, and none is ever changed. The
 * host registers it by name, and adapters are lent it by that name. Thread-safe.
 *
 * <p>Nothing here deletes a content, since other records and other hubs may have the same: the host
 * does, by age or whenever it likes.
 */
public interface BlobStore extends AutoCloseable {

  /**
   * A content, to be read as a stream and closed by the caller; empty where it is not there. One
   * that breaks off, or was changed behind the store's back, ends in an {@link IOException}, and
   * never as if it were whole.
   *
   * @throws BlobException where the store fails
   */
  Optional<InputStream> open(LargeObject wanted);

  /**
   * Whether a content is there.
   *
   * @throws BlobException where the store fails
   */
  boolean holds(LargeObject content);

  /**
   * Keeps a content, never whole in memory. It is there once this returns, also after a loss of
   * power, and before that it is not there at all.
   *
   * @param content read to its end, and not closed
   * @param mostBytes at which length it is refused
   * @return what stands for it; empty where it is longer than {@code mostBytes}: nothing is kept
   * @throws IOException what {@code content} threw; nothing is kept
   * @throws BlobException where the store fails; nothing is kept
   */
  Optional<LargeObject> put(InputStream content, long mostBytes) throws IOException;

  /** Frees what it holds of this machine. The contents stay. */
  @Override
  void close();
}
