package io.syncline.http.codec;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which characters a body's bytes are. The first that says so is believed: the manifest, the
 * Content-Type, a byte order mark, the format itself, and else it is UTF-8. Bytes that are not
 * characters of it are told, with their place.
 *
 * @param fixed what the manifest says; empty: it leaves that to the answer
 * @param widened whether what is labelled GB2312 or GBK is read as GB18030, which holds both
 */
public record CharsetRule(Optional<Charset> fixed, boolean widened) {

  public static final CharsetRule AUTO = new CharsetRule(Optional.empty(), false);

  private static final Pattern PARAMETER =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))");
  private static final Set<String> NARROW = Set.of("gb2312", "gbk", "x-gbk", "euc-cn", "cp936");

  /** What tells the charset of a body is in its first bytes. */
  private static final int HEAD_BYTES = 256;

  private static final String MARK = "\uFEFF";

  /** Stands for bytes that are no characters, and may itself be in a body. */
  private static final char REPLACEMENT = '\uFFFD';

  /** A charset, and who says that it is this one. */
  private record Label(Charset charset, String source) {}

  /** Empty for a name that this machine does not know. */
  public static Optional<Charset> known(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** The body as a tree. */
  JsonNode read(HttpHeaders headers, byte[] body, Format format) throws Unreadable {
    Label label = label(headers, body, format);
    String text = text(label, body);
    return format.read(text.startsWith(MARK) ? text.substring(1) : text, label.charset());
  }

  /** Most bodies are good UTF-8, which Java reads by far the fastest where it may replace. */
  private static String text(Label label, byte[] body) throws Unreadable {
    if (label.charset().equals(StandardCharsets.UTF_8)) {
      String text = new String(body, StandardCharsets.UTF_8);
      if (text.indexOf(REPLACEMENT) < 0) {
        return text;
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(body);
    try {
      return strict(label).decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable(
          String.format(
              Locale.ROOT,
              "something that is not %s, as %s says: byte 0x%02X at %d",
              label.charset().name(),
              label.source(),
              body[bytes.position()],
              bytes.position()));
    }
  }

  /** The characters of a body that comes little by little, without its byte order mark. */
  Reader reader(HttpHeaders headers, InputStream body, Format format)
      throws IOException, Unreadable {
    InputStream in = new BufferedInputStream(body);
    in.mark(HEAD_BYTES);
    byte[] head = in.readNBytes(HEAD_BYTES);
    in.reset();
    Label label = label(headers, head, format);
    PushbackReader text = new PushbackReader(new InputStreamReader(in, strict(label)));
    int first = text.read();
    if (first >= 0 && first != MARK.charAt(0)) {
      text.unread(first);
    }
    return text;
  }

  private static CharsetDecoder strict(Label label) {
    return label
        .charset()
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private Label label(HttpHeaders headers, byte[] body, Format format) throws Unreadable {
    if (fixed.isPresent()) {
      return new Label(fixed.get(), "the manifest");
    }
    Optional<String> parameter = headers.firstValue("Content-Type").flatMap(CharsetRule::parameter);
    if (parameter.isPresent()) {
      return named(parameter.get(), "its Content-Type");
    }
    Optional<Charset> mark = mark(body);
    if (mark.isPresent()) {
      return new Label(mark.get(), "its byte order mark");
    }
    Optional<String> declared = format.declaredCharset(body);
    return declared.isPresent()
        ? named(declared.get(), "its declaration")
        : new Label(StandardCharsets.UTF_8, "its format");
  }

  private Label named(String name, String source) throws Unreadable {
    boolean wide = widened && NARROW.contains(name.toLowerCase(Locale.ROOT));
    return known(wide ? "GB18030" : name)
        .map(charset -> new Label(charset, source))
        .orElseThrow(() -> new Unreadable("a charset that is not known: " + name));
  }

  private static Optional<String> parameter(String contentType) {
    if (contentType.indexOf(';') < 0) {
      return Optional.empty();
    }
    Matcher matcher = PARAMETER.matcher(contentType);
    return matcher.find()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  private static Optional<Charset> mark(byte[] body) {
    if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (startsWith(body, 0xFE, 0xFF)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return startsWith(body, 0xFF, 0xFE) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
  }

  static boolean startsWith(byte[] body, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= body.length || (body[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
