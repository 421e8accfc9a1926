package io.syncline.http.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * How bodies of answers become trees.
 *
 * @param compressions that the service may use; another is an error
 */
public record Decoding(Set<Compression> compressions, CharsetRule charset, Format format) {

  public static final Decoding JSON = new Decoding(Set.of(), CharsetRule.AUTO, Formats.JSON);

  public Decoding {
    compressions = Set.copyOf(compressions);
  }

  public Decoding as(Format other) {
    return new Decoding(compressions, charset, other);
  }

  /** What a call says of the answers that it takes. */
  public Map<String, String> headers() {
    String types = String.join(", ", format.mediaTypes());
    return compressions.isEmpty()
        ? Map.of("Accept", types)
        : Map.of(
            "Accept",
            types,
            "Accept-Encoding",
            new TreeSet<>(compressions)
                .stream().map(Compression::word).collect(Collectors.joining(", ")));
  }

  public Decoded decode(HttpHeaders headers, byte[] body) {
    try {
      return Decoded.good(tree(headers, plain(headers, body)));
    } catch (Unreadable e) {
      return Decoded.flawed(String.valueOf(e.getMessage()));
    }
  }

  /** What is left of a body to be read by {@link #tree}. */
  public JsonNode tree(HttpHeaders headers, byte[] plain) throws Unreadable {
    return format.read(headers, plain, charset);
  }

  /**
   * A body without its compressions. The last one that was applied comes off first, RFC 9110,
   * section 8.4.
   */
  public byte[] plain(HttpHeaders headers, byte[] body) throws Unreadable {
    byte[] plain = body;
    for (String coding : Codings.outermostFirst(headers.allValues("Content-Encoding"))) {
      plain = named(coding).decompress(plain);
    }
    return plain;
  }

  /**
   * The elements of the list at a place in a body that comes little by little. No more of it is in
   * memory than one of them.
   */
  public Rows rows(HttpHeaders headers, InputStream body, JsonPointer at) {
    return new BodyRows(this, headers, body, at);
  }

  /** The characters of such a body. */
  Reader reader(HttpHeaders headers, InputStream body) throws IOException, Unreadable {
    return charset.reader(headers, body, format);
  }

  /** Such a body without its compressions. */
  InputStream plain(HttpHeaders headers, InputStream body) throws IOException, Unreadable {
    InputStream plain = body;
    for (String coding : Codings.outermostFirst(headers.allValues("Content-Encoding"))) {
      plain = named(coding).decompressing(plain);
    }
    return plain;
  }

  private Compression named(String coding) throws Unreadable {
    return Compression.of(coding)
        .filter(compressions::contains)
        .orElseThrow(
            () -> new Unreadable("a Content-Encoding that the manifest does not name: " + coding));
  }
}
