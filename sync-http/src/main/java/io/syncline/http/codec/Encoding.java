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

  /** What a call says of its body; JSON in UTF-8 needs no charset, RFC 8259, section 11. */
  public Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    String type = format.mediaTypes().get(0);
    boolean usual = charset.equals(StandardCharsets.UTF_8) && !(format instanceof XmlFormat);
    headers.put("Content-Type", usual ? type : type + "; charset=" + charset.name());
    compression.ifPresent(each -> headers.put("Content-Encoding", each.word()));
    return headers;
  }

  public byte[] encode(JsonNode tree) {
    return encode(format.write(tree, charset));
  }

  /**
   * The same for a body that has its form already.
   *
   * @throws IllegalArgumentException for a character that the charset does not have
   */
  public byte[] encode(String text) {
    if (!canEncode(text)) {
      throw new IllegalArgumentException("must be characters of " + charset.name());
    }
    byte[] bytes = text.getBytes(charset);
    return compression.map(each -> each.compress(bytes)).orElse(bytes);
  }

  /**
   * Why a value cannot be sent, to go on after "must": a character that the charset or the format
   * does not have, or a shape that the format does not have. Nothing is replaced or left out.
   */
  public Optional<String> misfit(JsonNode value) {
    if (value.isString()) {
      return format.misfit(value.stringValue()).or(() -> unmapped(value.stringValue()));
    }
    if (value.isContainer() && !format.isNested()) {
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
    if (canEncode(text)) {
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
  private boolean canEncode(String text) {
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
