package io.syncline.http.codec;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How trees become bodies of calls. */
public record Encoding(Format format, Charset charset, Optional<Compression> compression) {

  public static final Encoding JSON =
      new Encoding(Formats.JSON, StandardCharsets.UTF_8, Optional.empty());

  public Encoding as(Format other) {
    return new Encoding(other, charset, compression);
  }

  /** A body with what a call says of it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Body(Map<String, String> headers, byte[] bytes) {}

  /** What a call says of its body; JSON in UTF-8 needs no charset, RFC 8259, section 11. */
  public Map<String, String> headers() {
    return headers(format.mediaTypes().get(0));
  }

  private Map<String, String> headers(String type) {
    Map<String, String> headers = new HashMap<>();
    boolean usual =
        format.namesCharset()
            || (charset.equals(StandardCharsets.UTF_8) && !(format instanceof XmlFormat));
    headers.put("Content-Type", usual ? type : type + "; charset=" + charset.name());
    compression.ifPresent(each -> headers.put("Content-Encoding", each.word()));
    return headers;
  }

  /** As {@link #encode(JsonNode)}, with the headers that say so. */
  public Body body(JsonNode tree) {
    byte[] plain = format.bytes(tree, charset);
    return new Body(headers(format.mediaType(plain)), packed(plain));
  }

  public byte[] encode(JsonNode tree) {
    return packed(format.bytes(tree, charset));
  }

  /**
   * The same for a body that has its form already.
   *
   * @throws IllegalArgumentException for a character that the charset does not have
   */
  public byte[] encode(String text) {
    return packed(bytes(text, charset));
  }

  private byte[] packed(byte[] plain) {
    return compression.map(each -> each.compress(plain)).orElse(plain);
  }

  /**
   * Characters in bytes.
   *
   * @throws IllegalArgumentException for a character that the charset does not have
   */
  static byte[] bytes(String text, Charset charset) {
    if (!canEncode(text, charset)) {
      throw new IllegalArgumentException("must be characters of " + charset.name());
    }
    return text.getBytes(charset);
  }

  /**
   * Why a value cannot be sent, to go on after "must": a character that the charset or the format
   * does not have, or a shape that the format does not have. Nothing is replaced or left out.
   */
  public Optional<String> misfit(JsonNode value) {
    if (value.isString()) {
      return format.misfit(value.stringValue()).or(() -> unmapped(value.stringValue()));
    }
    Optional<String> member = format.misfitMember(value);
    if (member.isPresent()) {
      return member;
    }
    boolean repeated = value.isArray() && format.repeatsMembers();
    if (value.isContainer() && !format.isNested() && !repeated) {
      return Optional.of("be a single value, in " + format.name());
    }
    if (value.isArray() && !format.hasLists() && isLost(value)) {
      return Optional.of("be a list of one or more single values, in " + format.name());
    }
    Optional<String> name =
        value.propertyNames().stream().flatMap(each -> misfitName(each).stream()).findFirst();
    return name.isPresent()
        ? name
        : value.values().stream().flatMap(each -> misfit(each).stream()).findFirst();
  }

  /** Where each item is written by itself, none leaves no trace, and a list within none either. */
  private static boolean isLost(JsonNode list) {
    return list.isEmpty() || list.values().stream().anyMatch(JsonNode::isArray);
  }

  /** Why no body of this shape can be sent, to go on after "must". */
  public Optional<String> misfitBody(JsonNode tree) {
    return format
        .misfitBody(tree)
        .or(() -> values(tree).flatMap(each -> misfit(each).stream()).findFirst());
  }

  /** Those of a tree; of rows, their cells. */
  private Stream<JsonNode> values(JsonNode tree) {
    Stream<JsonNode> values = tree.values().stream();
    return format.isTable() ? values.flatMap(row -> row.values().stream()) : values;
  }

  /** The same for the name of a member. */
  public Optional<String> misfitName(String name) {
    return format.misfitName(name).or(() -> unmapped(name));
  }

  private Optional<String> unmapped(String text) {
    if (canEncode(text, charset)) {
      return Optional.empty();
    }
    CharsetEncoder encoder = charset.newEncoder();
    return text.codePoints()
        .mapToObj(Character::toString)
        .filter(character -> !encoder.canEncode(character))
        .findFirst()
        .map(
            character ->
                String.format(
                    Locale.ROOT,
                    "be characters of %s: U+%04X",
                    charset.name(),
                    character.codePointAt(0)));
  }

  /** UTF-8 has all characters, and nothing for a half of one. */
  private static boolean canEncode(String text, Charset charset) {
    return (charset.equals(StandardCharsets.UTF_8) && hasNoSurrogates(text))
        || charset.newEncoder().canEncode(text);
  }

  private static boolean hasNoSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
