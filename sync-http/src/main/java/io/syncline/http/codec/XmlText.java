package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Pieces of XML 1.0 as text. */
public final class XmlText {

  public static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}._-]*");
  private static final String ATTRIBUTE = "@";
  static final String TEXT = "#text";

  private XmlText() {}

  /** Why XML cannot hold a text, to go on after "must". */
  public static Optional<String> misfit(String text) {
    return text.codePoints()
        .filter(point -> !isCharacter(point))
        .boxed()
        .findFirst()
        .map(point -> String.format("be characters of XML: U+%04X", point));
  }

  /** XML 1.0, production 2. */
  private static boolean isCharacter(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= ' ' && point <= 0xd7ff)
        || (point >= 0xe000 && point <= 0xfffd)
        || point >= 0x10000;
  }

  static boolean isName(String name) {
    return NAME.matcher(name.startsWith(ATTRIBUTE) ? name.substring(1) : name).matches()
        || name.equals(TEXT);
  }

  /** For text and attributes: what a parser would turn into blanks is written as its number. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\t', '\n', '\r' -> escaped.append("&#").append((int) c).append(';');
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** An element without a value, where the schema lets it be so. */
  private static void nil(String name, String attributes, StringBuilder out) {
    out.append('<').append(name).append(attributes);
    if (!attributes.contains(" xmlns:xsi=")) {
      out.append(" xmlns:xsi=\"").append(XSI).append('"');
    }
    out.append(" xsi:nil=\"true\"/>");
  }

  /**
   * A value as an element, a list as one for each item. Members {@code @name} are attributes.
   *
   * @param attributes that it has besides, as they are written, with a blank before each
   */
  public static void element(String name, String attributes, JsonNode value, StringBuilder out) {
    if (value.isArray()) {
      value.values().forEach(item -> element(name, attributes, item, out));
    } else if (value.isNull() || value.isMissingNode()) {
      nil(name, attributes, out);
    } else {
      out.append('<').append(name).append(attributes);
      value.forEachEntry((member, below) -> attribute(member, below, out));
      out.append('>');
      if (value.isObject()) {
        value.forEachEntry((member, below) -> member(member, below, out));
      } else {
        out.append(escaped(Json.scalar(value)));
      }
      out.append("</").append(name).append('>');
    }
  }

  private static void attribute(String member, JsonNode value, StringBuilder out) {
    if (member.startsWith(ATTRIBUTE) && !value.isNull()) {
      out.append(' ').append(member.substring(1));
      out.append("=\"").append(escaped(Json.scalar(value))).append('"');
    }
  }

  private static void member(String member, JsonNode value, StringBuilder out) {
    if (member.equals(TEXT)) {
      out.append(escaped(Json.scalar(value)));
    } else if (!member.startsWith(ATTRIBUTE)) {
      element(member, "", value, out);
    }
  }
}
