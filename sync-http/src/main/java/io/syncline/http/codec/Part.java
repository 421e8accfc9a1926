package io.syncline.http.codec;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;

/**
 * One part of a body of several parts, or the whole of it.
 *
 * @param body without its transfer encoding; of none where it has parts of its own
 * @param parts in order; empty where it has a body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Part(HttpHeaders headers, byte[] body, List<Part> parts) {

  /** Where a part does not say what it is, RFC 2046, section 5.1. */
  private static final String USUAL = "text/plain";

  Part {
    parts = List.copyOf(parts);
  }

  /** Its media type in small letters, without parameters. */
  String type() {
    return type(headers);
  }

  static String type(HttpHeaders headers) {
    String text = headers.firstValue("Content-Type").orElse(USUAL);
    int end = text.indexOf(';');
    return (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  static boolean isMultipart(String type) {
    return type.startsWith("multipart/");
  }
}
