package io.syncline.http.route;

import java.io.Serial;

/** What a key of {@code tls} names is not what it should be. */
final class WrongFileException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * @param key of the manifest, relative to what is being read
   */
  WrongFileException(String key, String message) {
    super(message);
    this.key = key;
  }

  String key() {
    return key;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
