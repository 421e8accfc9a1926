package io.syncline.testkit.database;

import java.util.Arrays;
import java.util.Locale;

/** A way to come by a server, in the order in which they are tried. */
enum Way {
  DOCKER,
  EMBEDDED,
  URL;

  static Way parse(String property, String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be docker, embedded or url: " + property + "=" + word));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
