package io.syncline.http.codec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text that is looked for in bytes of any kind, however it is written there: as it is, in UTF-8,
 * GB18030 or UTF-16, escaped as in JSON, XML, HTML, addresses or forms, in whole or in part, once
 * or twice. Bytes are seen as ISO 8859-1, which has a character for each.
 *
 * <p>All ways are followed at once, character by character, so the time that it takes does not grow
 * with their combinations.
 */
public final class EscapedText {

  private static final Map<Integer, List<String>> NAMED =
      Map.of(
          (int) '&', List.of("&amp;"),
          (int) '<', List.of("&lt;"),
          (int) '>', List.of("&gt;"),
          (int) '"', List.of("&quot;"),
          (int) '\'', List.of("&apos;"),
          (int) ' ', List.of("+"),
          (int) '\n', List.of("\\n", "\r\n"),
          (int) '\r', List.of("\\r"),
          (int) '\t', List.of("\\t"));

  private static final Charset GB18030 = Charset.forName("GB18030");

  /** Backslashes and zeros that may stand before a character. */
  private static final int MOST_BETWEEN = 8;

  /** The same character, written as it is, and escaped in any case of letters. */
  private record Unit(Set<String> plain, Set<String> escaped) {}

  private final List<Unit> units;
  private final boolean[] starts = new boolean[256];

  private EscapedText(List<Unit> units) {
    this.units = units;
    for (Unit first : units.subList(0, 1)) {
      first.plain().forEach(way -> starts[way.charAt(0)] = true);
      first.escaped().forEach(way -> starts[way.charAt(0)] = true);
    }
  }

  /** The text must not be empty. */
  public static EscapedText of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must not be empty: text");
    }
    return new EscapedText(text.codePoints().mapToObj(EscapedText::unit).toList());
  }

  /** Bytes as this class sees them. */
  public static String view(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The bytes of such a view. */
  public static byte[] bytes(String view) {
    return view.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Unit unit(int point) {
    String text = Character.toString(point);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Set<String> plain = new TreeSet<>(List.of(view(utf8), view(text.getBytes(GB18030))));
    if (point > 0x7f) {
      plain.add(view(text.getBytes(StandardCharsets.UTF_16BE)));
      plain.add(view(text.getBytes(StandardCharsets.UTF_16LE)));
    }
    Set<String> escaped = new TreeSet<>(NAMED.getOrDefault(point, List.of()));
    HexFormat hex = HexFormat.of();
    escaped.add(hex.withPrefix("%").formatHex(utf8));
    escaped.add(hex.withPrefix("%25").formatHex(utf8));
    escaped.add(unicode(text));
    escaped.add("&#" + point + ";");
    escaped.add("&#x" + Integer.toHexString(point) + ";");
    return new Unit(plain, escaped);
  }

  private static String unicode(String text) {
    StringBuilder escapes = new StringBuilder();
    text.chars().forEach(each -> escapes.append(String.format("\\u%04x", each)));
    return escapes.toString();
  }

  /** The view with something else wherever this text stands; the same where it does not. */
  public String replaced(String view, String by) {
    StringBuilder replaced = new StringBuilder();
    int copied = 0;
    int at = 0;
    while (at < view.length()) {
      int end = starts[view.charAt(at)] ? end(view, at) : -1;
      if (end < 0) {
        at++;
      } else {
        replaced.append(view, copied, at).append(by);
        copied = end;
        at = end;
      }
    }
    return copied == 0 ? view : replaced.append(view, copied, view.length()).toString();
  }

  /** Where the longest way ends that begins here; -1: none does. */
  private int end(String view, int from) {
    Set<Integer> ends = Set.of(from);
    for (Unit unit : units) {
      Set<Integer> next = new TreeSet<>();
      for (int at : ends) {
        step(view, at, unit, next);
      }
      if (next.isEmpty()) {
        return -1;
      }
      ends = next;
    }
    return ends.stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  /** JSON within JSON has backslashes before backslashes, and UTF-16 zeros between characters. */
  private static void step(String view, int at, Unit unit, Set<Integer> next) {
    for (int place : places(view, at)) {
      for (String way : unit.plain()) {
        if (view.startsWith(way, place)) {
          next.add(place + way.length());
        }
      }
      for (String way : unit.escaped()) {
        if (view.regionMatches(true, place, way, 0, way.length())) {
          next.add(place + way.length());
        }
      }
    }
  }

  private static List<Integer> places(String view, int at) {
    List<Integer> places = new ArrayList<>(List.of(at));
    for (int place = at; place < view.length() && place < at + MOST_BETWEEN; place++) {
      if (view.charAt(place) != '\\' && view.charAt(place) != 0) {
        break;
      }
      places.add(place + 1);
    }
    return places;
  }
}
