package io.syncline.http.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body of several parts, to be sent.
 *
 * <p>The boundary is the first of {@code syncline-00000000}, {@code syncline-00000001} and so on
 * that is in no part: so it can be in none, whatever somebody writes into a record, and the same
 * parts are the same bytes each time, which a replay needs.
 *
 * @param boundary what stands between the parts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Multipart(String boundary, byte[] bytes) {

  /** How every boundary of ours begins. */
  public static final String MARK = "syncline-";

  private static final int DIGITS = 8;

  private static final Pattern TAKEN = Pattern.compile(MARK + "(\\d{" + DIGITS + "})");

  /** One part: its headers, in order, and what is below them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Outgoing(Map<String, String> headers, byte[] body) {}

  /** Headers must have no line breaks. */
  public static Multipart of(List<Outgoing> parts) {
    String boundary = boundary(parts);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Outgoing part : parts) {
      write(bytes, "--" + boundary + "\r\n");
      part.headers().forEach((name, value) -> write(bytes, name + ": " + value + "\r\n"));
      write(bytes, "\r\n");
      bytes.writeBytes(part.body());
      write(bytes, "\r\n");
    }
    write(bytes, "--" + boundary + "--\r\n");
    return new Multipart(boundary, bytes.toByteArray());
  }

  /** That of a body that this made: its first line says it. */
  static String boundary(byte[] body) {
    int end = 2;
    while (body[end] > ' ') {
      end++;
    }
    return new String(body, 2, end - 2, StandardCharsets.US_ASCII).replaceAll("--$", "");
  }

  /** One look at each byte, however many boundaries are written into it. */
  private static String boundary(List<Outgoing> parts) {
    long room = parts.stream().mapToLong(part -> part.body().length).sum();
    long most =
        room / (MARK.length() + DIGITS); // so many are taken at most, so one of these is not
    BitSet taken = new BitSet();
    for (Outgoing part : parts) {
      Matcher matcher = TAKEN.matcher(new String(part.body(), StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        int number = Integer.parseInt(matcher.group(1));
        if (number <= most) {
          taken.set(number);
        }
      }
    }
    return MARK + String.format(Locale.ROOT, "%0" + DIGITS + "d", taken.nextClearBit(0));
  }

  private static void write(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
