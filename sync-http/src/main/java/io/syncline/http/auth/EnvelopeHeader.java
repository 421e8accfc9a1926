package io.syncline.http.auth;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.Compression;
import io.syncline.http.codec.XmlText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of an envelope that is ready to be sent, in whatever charset and compression. */
final class EnvelopeHeader {

  /** It is before anything that a record says, and no text holds a {@code <}. */
  private static final Pattern END = Pattern.compile("</(?:[\\w.-]+:)?Header>");

  private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)");
  private static final byte[] IN_ASCII = "</".getBytes(StandardCharsets.US_ASCII);

  private EnvelopeHeader() {}

  /**
   * The request with an element more in the header of its envelope; empty where it has none.
   *
   * @param element in ASCII
   */
  static Optional<HttpTransport.Request> with(HttpTransport.Request request, String element) {
    Optional<Compression> packed =
        header(request, "Content-Encoding")
            .flatMap(word -> Compression.of(word.toLowerCase(Locale.ROOT)));
    Charset charset = charset(request);
    byte[] plain = packed.map(each -> each.undone(request.body())).orElseGet(request::body);
    String envelope = new String(plain, charset);
    Matcher end = END.matcher(envelope);
    if (!end.find()) {
      return Optional.empty();
    }
    byte[] longer =
        (envelope.substring(0, end.start()) + element + envelope.substring(end.start()))
            .getBytes(charset);
    return Optional.of(request.with(packed.map(each -> each.compress(longer)).orElse(longer)));
  }

  /** Where ASCII is single bytes, each byte may stand for a character: nothing of it is lost. */
  private static Charset charset(HttpTransport.Request request) {
    return header(request, "Content-Type")
        .map(CHARSET::matcher)
        .filter(Matcher::find)
        .map(found -> Charset.forName(found.group(1)))
        .filter(charset -> !Arrays.equals("</".getBytes(charset), IN_ASCII))
        .orElse(StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> header(HttpTransport.Request request, String name) {
    return request.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** A text as it is in an element or an attribute, in ASCII, whatever the envelope's charset. */
  static String ascii(String text) {
    StringBuilder ascii = new StringBuilder();
    XmlText.escaped(text)
        .codePoints()
        .forEach(
            point -> {
              if (point < 0x80) {
                ascii.appendCodePoint(point);
              } else {
                ascii.append("&#").append(point).append(';');
              }
            });
    return ascii.toString();
  }
}
