package io.syncline.http.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EscapedTextTest {

  private static final String SECRET = "s/ecret+\"4711\" & é<𠮷>";

  @Test
  void whatIsNotThereChangesNothing() {
    String view =
        EscapedText.view("nothing of the kind: s/ecret+".getBytes(StandardCharsets.UTF_8));

    assertThat(EscapedText.of(SECRET).replaced(view, "***")).isSameAs(view);
  }

  @Test
  void itIsFoundAsItIsInEveryCharset() {
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_8,
            Charset.forName("GB18030"),
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE)) {
      assertThat(replaced("(" + SECRET + ")(" + SECRET + ")", charset))
          .as("%s", charset)
          .doesNotContain("4711")
          .doesNotContain("4\0007")
          .contains("***");
    }
  }

  @Test
  void itIsFoundAsFormsAddressesAndDocumentsEscapeIt() {
    JsonMapper json = JsonMapper.shared();
    String once = json.writeValueAsString(SECRET);
    for (String escaped :
        List.of(
            URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
            URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20"),
            URLEncoder.encode(
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20"),
                StandardCharsets.UTF_8),
            once,
            json.writeValueAsString(once),
            json.writeValueAsString(json.writeValueAsString(once)),
            SECRET.replace("/", "\\/").replace("\"", "\\\""),
            SECRET.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"))) {
      assertThat(replaced(escaped, StandardCharsets.UTF_8))
          .as(escaped)
          .contains("***")
          .doesNotContain("4711");
    }
  }

  @Test
  void itIsFoundHoweverEachCharacterIsWritten() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder("before ");
      SECRET.codePoints().forEach(point -> text.append(written(point, random)));

      assertThat(replaced(text + " after", StandardCharsets.UTF_8))
          .as("seed=%d %s", seed, text)
          .isEqualTo("before *** after");
    }
  }

  private static String written(int point, Random random) {
    String plain = Character.toString(point);
    StringBuilder percent = new StringBuilder();
    for (byte each : plain.getBytes(StandardCharsets.UTF_8)) {
      percent.append(String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", each));
    }
    StringBuilder unicode = new StringBuilder();
    plain.chars().forEach(each -> unicode.append(String.format("\\u%04x", each)));
    return switch (random.nextInt(6)) {
      case 0 -> percent.toString();
      case 1 -> unicode.toString();
      case 2 -> "&#" + point + ";";
      case 3 -> String.format("&#x%X;", point);
      default -> plain;
    };
  }

  @Test
  void aTextOfNothingIsRefused() {
    assertThatThrownBy(() -> EscapedText.of("")).hasMessage("must not be empty: text");
  }

  private static String replaced(String text, Charset charset) {
    String view = EscapedText.view(text.getBytes(charset));
    return EscapedText.of(SECRET).replaced(view, "***");
  }
}
