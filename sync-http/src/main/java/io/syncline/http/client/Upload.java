package io.syncline.http.client;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body that is read while it is sent, never held as a whole, and read again where it is sent
 * again.
 *
 * @param length in bytes
 * @param sha256 its digest, as hexadecimal digits in lower case
 */
public record Upload(Opening opening, long length, String sha256) {

  /** Reads it from its beginning; called by any thread, once for each sending. */
  @FunctionalInterface
  public interface Opening {

    /** To be closed by who reads it. */
    InputStream open() throws IOException;
  }

  /** As {@link Opening#open}; one that cannot be opened fails when it is read. */
  InputStream stream() {
    try {
      return opening.open();
    } catch (IOException e) {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          throw e;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          throw e;
        }
      };
    }
  }
}
