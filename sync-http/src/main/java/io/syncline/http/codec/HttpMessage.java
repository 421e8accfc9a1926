package io.syncline.http.codec;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer within an answer: a part of type {@code application/http}, RFC 9112, section 10.2. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpMessage(int status, HttpHeaders headers, byte[] body) {

  static final String TYPE = "application/http";

  private static final Pattern STATUS = Pattern.compile("HTTP/\\d\\.\\d ([1-5]\\d\\d)(?: .*)?");
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  static HttpMessage of(Part part) throws Unreadable {
    byte[] bytes = part.body();
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String line = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).strip();
    Matcher status = STATUS.matcher(line);
    if (!status.matches()) {
      throw new Unreadable("a part that is no answer of HTTP");
    }
    byte[] rest = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
    Part message = Parts.message(closed(rest));
    long told = message.headers().firstValue("Content-Length").map(HttpMessage::length).orElse(0L);
    if (told > message.body().length) {
      throw new Unreadable("a part that is shorter than its Content-Length");
    }
    return new HttpMessage(Integer.parseInt(status.group(1)), message.headers(), message.body());
  }

  /** Whether there is one: services leave line breaks where there is none. */
  boolean hasBody() {
    for (byte each : body) {
      if (each != '\r' && each != '\n') {
        return true;
      }
    }
    return false;
  }

  private static long length(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  /**
   * The line break before a boundary is the boundary's: without a body, headers may lack theirs.
   */
  private static byte[] closed(byte[] rest) {
    String text = new String(rest, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\r\n")
        || text.startsWith("\n")
        || text.contains("\r\n\r\n")
        || text.contains("\n\n")) {
      return rest;
    }
    int from = text.endsWith("\n") ? END.length / 2 : 0;
    byte[] closed = Arrays.copyOf(rest, rest.length + END.length - from);
    System.arraycopy(END, from, closed, rest.length, END.length - from);
    return closed;
  }
}
