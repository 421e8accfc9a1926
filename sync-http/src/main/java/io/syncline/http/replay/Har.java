package io.syncline.http.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads files in HAR 1.2, entry by entry, so that one of any size takes no more than one entry. */
final class Har {

  /** The largest body that is kept of a request or an answer, without its compression. */
  static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  /** The most exchanges of one file. */
  static final int MAX_EXCHANGES = 100_000;

  /** What Base64 makes of {@link #MAX_BODY_BYTES}, and some more. */
  private static final int MAX_TEXT = 2 * MAX_BODY_BYTES;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build())
                  .build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Har() {}

  /** Takes one entry, and where it begins in the file. */
  @FunctionalInterface
  interface Visitor {
    void entry(HarEntry entry, long offset);
  }

  /**
   * Shows every entry in order.
   *
   * @return what is wrong with the file; empty: nothing
   */
  static Optional<String> read(Path file, Visitor visitor) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        JsonParser parser = MAPPER.createParser(in)) {
      if (!entries(parser)) {
        return Optional.of("it has no log with entries");
      }
      int count = 0;
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        long offset = parser.currentTokenLocation().getByteOffset();
        HarEntry entry = new HarEntry(parser.readValueAsTree());
        count++;
        if (count > MAX_EXCHANGES) {
          return Optional.of("it has more than " + MAX_EXCHANGES + " exchanges");
        }
        Optional<String> flaw = entry.flaw();
        if (flaw.isPresent()) {
          return Optional.of("it has an entry " + flaw.get() + ", the " + count + ". of them");
        }
        visitor.entry(entry, offset);
      }
      return Optional.empty();
    } catch (JacksonException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      return Optional.of("it is no JSON at line " + line);
    }
  }

  /** Goes to the list of entries. */
  private static boolean entries(JsonParser parser) {
    return member(parser, "log", JsonToken.START_OBJECT)
        && member(parser, "entries", JsonToken.START_ARRAY);
  }

  private static boolean member(JsonParser parser, String name, JsonToken kind) {
    if (!parser.hasToken(JsonToken.START_OBJECT) && parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean found = parser.currentName().equals(name);
      JsonToken value = parser.nextToken();
      if (found) {
        return value == kind;
      }
      parser.skipChildren();
    }
    return false;
  }

  /** When the adapter was opened that made the file; empty: the file does not say. */
  static Optional<Instant> opened(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        JsonParser parser = MAPPER.createParser(in)) {
      return member(parser, "log", JsonToken.START_OBJECT)
              && member(parser, "_opened", JsonToken.VALUE_STRING)
          ? Optional.of(Instant.parse(parser.getString()))
          : Optional.empty();
    } catch (JacksonException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The entry that begins where a stream stands. */
  static HarEntry entry(InputStream in) {
    try (JsonParser parser = MAPPER.createParser(in)) {
      parser.nextToken();
      JsonNode tree = parser.readValueAsTree();
      return new HarEntry(tree);
    }
  }
}
