package io.syncline.http.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Takes a body of several parts apart: RFC 2046, section 5.1. What breaks off, and what has more
 * parts, headers or depth than is good, is refused, never read in part.
 *
 * <p>By the pull parser of Apache James Mime4j: boundaries, folded headers and transfer encodings
 * have many forms on the wire, and it has met them. It knows nothing of mail above that, reads a
 * part at a time, and has limits for headers; the others are here. Optional: see {@link
 * MultipartFormat#isThere}.
 */
final class Parts {

  /** Of one body, at all depths. */
  static final int MAX_PARTS = 10_000;

  /** How deep parts may have parts. */
  static final int MAX_DEPTH = 8;

  /** Of one part. */
  static final int MAX_HEADERS = 100;

  /** Of one header, with its name. */
  static final int MAX_HEADER_BYTES = 16 * 1024;

  private static final MimeConfig LIMITS =
      MimeConfig.custom()
          .setStrictParsing(true)
          .setMaxHeaderCount(MAX_HEADERS)
          .setMaxHeaderLen(MAX_HEADER_BYTES)
          .setMaxLineLen(MAX_HEADER_BYTES)
          .setMaxContentLen(Compression.MAX_BYTES)
          .build();

  private static final Set<String> TRANSFER_ENCODINGS =
      Set.of("7bit", "8bit", "binary", "base64", "quoted-printable");

  private final MimeTokenStream tokens = new MimeTokenStream(LIMITS, new Strict(), null);
  private int found;

  /** Refuses whatever is odd, but a part without any header, which the parser takes for that. */
  private static final class Strict extends DecodeMonitor {

    @Override
    public boolean warn(String error, String dropped) {
      return !error.contains("Invalid header");
    }

    @Override
    public boolean isListening() {
      return true;
    }
  }

  private Parts() {
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
  }

  /** The whole body with its parts. */
  static Part of(HttpHeaders headers, byte[] body) throws Unreadable {
    String type = Part.type(headers);
    if (!Part.isMultipart(type)) {
      throw new Unreadable("something that is not multipart: " + type);
    }
    return new Parts().whole(headers, body);
  }

  /** Headers, and the body below them, as messages have them. */
  static Part message(byte[] bytes) throws Unreadable {
    return new Parts().single(bytes);
  }

  /** A parameter of a header such as {@code form-data; name="field"}. */
  static Optional<String> parameter(HttpHeaders headers, String header, String name) {
    return headers
        .firstValue(header)
        .flatMap(
            text ->
                RawFieldParser.DEFAULT.parseRawBody(new RawField(header, text)).getParams().stream()
                    .filter(each -> each.getName().equalsIgnoreCase(name))
                    .findFirst())
        .map(parameter -> String.valueOf(parameter.getValue()));
  }

  private Part whole(HttpHeaders headers, byte[] body) throws Unreadable {
    try {
      tokens.parseHeadless(
          new ByteArrayInputStream(body), headers.firstValue("Content-Type").orElse(""));
      return new Part(headers, new byte[0], entity(headers, EntityState.T_END_MESSAGE, 1).parts());
    } catch (MimeException | IOException e) {
      throw unreadable(e);
    }
  }

  private Part single(byte[] bytes) throws Unreadable {
    try {
      tokens.parse(new ByteArrayInputStream(bytes));
      return entity(HttpHeaders.of(Map.of(), (name, value) -> true), EntityState.T_END_MESSAGE, 1);
    } catch (MimeException | IOException e) {
      throw unreadable(e);
    }
  }

  /** Reads on up to {@code end}: headers, and then a body or parts. */
  private Part entity(HttpHeaders known, EntityState end, int depth)
      throws Unreadable, MimeException, IOException {
    Map<String, List<String>> headers = new TreeMap<>(known.map());
    byte[] body = new byte[0];
    List<Part> parts = new ArrayList<>();
    for (EntityState state = tokens.getState(); state != end; state = tokens.next()) {
      switch (state) {
        case T_FIELD -> add(headers, tokens.getField());
        case T_START_MULTIPART -> parts.addAll(parts(depth));
        case T_BODY -> body = body(HttpHeaders.of(headers, (name, value) -> true));
        case T_END_OF_STREAM -> throw brokenOff();
        default -> {
          // The border between two of these says nothing
        }
      }
    }
    return new Part(HttpHeaders.of(headers, (name, value) -> true), body, parts);
  }

  private List<Part> parts(int depth) throws Unreadable, MimeException, IOException {
    if (depth > MAX_DEPTH) {
      throw new Unreadable("parts within parts that are more than " + MAX_DEPTH + " deep");
    }
    List<Part> parts = new ArrayList<>();
    HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
    for (EntityState state = tokens.next();
        state != EntityState.T_END_MULTIPART;
        state = tokens.next()) {
      if (state == EntityState.T_START_BODYPART) {
        found++;
        if (found > MAX_PARTS) {
          throw new Unreadable("more than " + MAX_PARTS + " parts");
        }
        parts.add(entity(none, EntityState.T_END_BODYPART, depth + 1));
      } else if (state == EntityState.T_END_OF_STREAM) {
        throw brokenOff();
      }
    }
    return parts;
  }

  private byte[] body(HttpHeaders headers) throws Unreadable, IOException {
    String type = Part.type(headers);
    if (Part.isMultipart(type)) {
      throw new Unreadable(type + " without a boundary" + place());
    }
    String encoding =
        headers
            .firstValue("Content-Transfer-Encoding")
            .map(text -> text.strip().toLowerCase(Locale.ROOT))
            .orElse("binary");
    if (!TRANSFER_ENCODINGS.contains(encoding)) {
      throw new Unreadable("an unknown Content-Transfer-Encoding: " + encoding + place());
    }
    try (InputStream in = tokens.getDecodedInputStream()) {
      return in.readAllBytes();
    }
  }

  /** Fields of parts may be in UTF-8, RFC 7578, section 5.1. */
  private void add(Map<String, List<String>> headers, Field field) throws Unreadable {
    String name = field.getName().trim().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw new Unreadable("a header without a name" + place());
    }
    String line = new String(field.getRaw().toByteArray(), StandardCharsets.UTF_8);
    String value = line.substring(line.indexOf(':') + 1).replaceAll("\\r?\\n(?=[ \\t])", "");
    headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value.strip());
  }

  private Unreadable brokenOff() {
    return new Unreadable("a body that breaks off" + place());
  }

  private Unreadable unreadable(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String text = String.valueOf(cause.getMessage());
      if (text.contains("Unexpected end") || text.contains("prematurely")) {
        return brokenOff();
      }
      if (cause instanceof MaxHeaderLimitException) {
        return new Unreadable("more than " + MAX_HEADERS + " headers" + place());
      }
      if (cause instanceof MaxHeaderLengthLimitException
          || cause instanceof MaxLineLimitException) {
        return new Unreadable("a header of more than " + MAX_HEADER_BYTES + " bytes" + place());
      }
    }
    return new Unreadable("something that is not multipart" + place());
  }

  private String place() {
    return found == 0 ? "" : ": part=" + found;
  }
}
