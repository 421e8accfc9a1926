package io.syncline.http.manifest;

import io.syncline.http.codec.CharsetRule;
import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Compression;
import io.syncline.http.codec.Decoding;
import io.syncline.http.codec.Encoding;
import io.syncline.http.codec.Format;
import io.syncline.http.codec.Formats;
import io.syncline.http.codec.XmlFormat;
import io.syncline.http.codec.XmlShape;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code codec}: the steps from bytes to records, and back. */
final class CodecReader {

  private static final String CHARSET = "charset:";
  private static final String AUTO = "auto";
  private static final String WIDENED = "auto-gb18030";

  private final Section section;
  private final XmlShape shape;
  private final Format usual;

  private final List<String> decoded;
  private final List<String> encoded;

  private CodecReader(
      Section section, XmlShape shape, Format usual, List<String> decoded, List<String> encoded) {
    this.section = section;
    this.shape = shape;
    this.usual = usual;
    this.decoded = decoded;
    this.encoded = encoded;
  }

  /** {@code soap}: whether bodies are envelopes, and so XML. */
  static Codec read(Section section, boolean soap) {
    XmlShape shape = section.section("xml").map(CodecReader::shape).orElse(XmlShape.PLAIN);
    Format usual = soap ? new XmlFormat(shape) : Formats.JSON;
    return new CodecReader(section, shape, usual, Formats.words(), Formats.wordsOfSent()).codec();
  }

  /** Of bodies that are records, one after the other. */
  static Codec rows(Section section) {
    List<String> words = Formats.wordsOfRows();
    return new CodecReader(section, XmlShape.PLAIN, Formats.CSV, words, words).codec();
  }

  private Codec codec() {
    Codec codec = new Codec(decoding(), encoding());
    section.end();
    return codec;
  }

  private static XmlShape shape(Section xml) {
    XmlShape shape =
        new XmlShape(
            !xml.says("attributes", "keep", "ignore"),
            xml.section("named").map(CodecReader::named));
    xml.end();
    return shape;
  }

  private static XmlShape.Named named(Section section) {
    XmlShape.Named named =
        new XmlShape.Named(section.requiredText("element"), section.requiredText("by"));
    section.end();
    return named;
  }

  private Decoding decoding() {
    if (!section.has("decode")) {
      return Decoding.JSON.as(usual);
    }
    Steps steps = new Steps("decode", decoded);
    boolean widened = steps.charset.filter(WIDENED::equals).isPresent();
    Optional<Charset> fixed =
        steps.charset.filter(name -> !widened && !name.equals(AUTO)).flatMap(steps::known);
    return new Decoding(steps.compressions, new CharsetRule(fixed, widened), steps.format);
  }

  private Encoding encoding() {
    if (!section.has("encode")) {
      return Encoding.JSON.as(usual);
    }
    Steps steps = new Steps("encode", encoded);
    if (steps.compressions.size() > 1) {
      section.fault("encode", "must have one compression: " + steps.compressions.size());
    }
    return new Encoding(
        steps.format,
        steps.charset.flatMap(steps::known).orElse(StandardCharsets.UTF_8),
        steps.compressions.stream().findFirst());
  }

  /** One way, read word by word; the order of steps is that of the way. */
  private final class Steps {

    private final String key;
    private final Set<Compression> compressions = EnumSet.noneOf(Compression.class);
    private Optional<String> charset = Optional.empty();
    private Format format = usual;

    Steps(String key, List<String> formats) {
      this.key = key;
      List<Integer> ranks = new ArrayList<>();
      int found = 0;
      for (String word : section.texts(key)) {
        Optional<Compression> compression = Compression.of(word);
        if (compression.isPresent()) {
          compressions.add(compression.get());
          ranks.add(0);
        } else if (word.startsWith(CHARSET)) {
          charset = Optional.of(word.substring(CHARSET.length()));
          ranks.add(1);
        } else if (formats.contains(word)) {
          format = Formats.of(word, shape).orElseThrow();
          if (usual instanceof XmlFormat && !word.equals("xml")) {
            section.fault(key, "must be xml, since the calls are of SOAP: " + word);
          }
          ranks.add(2);
          found++;
        } else {
          unknown(word, formats);
        }
      }
      check(found, ranks);
    }

    private void unknown(String word, List<String> formats) {
      List<String> known = new ArrayList<>(formats);
      known.addAll(Compression.words());
      known.add(CHARSET + (key.equals("decode") ? AUTO : "UTF-8"));
      section.fault(key, Faults.unknown("must be known steps: " + word, word, known));
    }

    private void check(int formats, List<Integer> ranks) {
      boolean decode = key.equals("decode");
      List<Integer> right = new ArrayList<>(ranks);
      right.sort((a, b) -> decode ? a - b : b - a);
      boolean charsetOnce = ranks.stream().filter(rank -> rank == 1).count() <= 1;
      if (formats != 1 || !charsetOnce || !ranks.equals(right)) {
        section.fault(
            key,
            decode
                ? "must be compressions, a charset and one format, such as [gzip, charset:auto, xml]"
                : "must be one format, a charset and a compression, such as [xml, charset:GBK, gzip]");
      }
    }

    private Optional<Charset> known(String name) {
      Optional<Charset> known = CharsetRule.known(name).filter(Charset::canEncode);
      if (known.isEmpty()) {
        section.fault(key, "must be a known charset: " + name);
      }
      return known;
    }
  }
}
