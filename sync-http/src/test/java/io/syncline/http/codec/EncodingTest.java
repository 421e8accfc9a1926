package io.syncline.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EncodingTest {

  private static final Charset GBK = Charset.forName("GBK");

  @Test
  void whatIsSentIsReadBackAlikeInEveryCharset() {
    for (String name : List.of("UTF-8", "GBK", "GB18030", "Shift_JIS", "UTF-16LE")) {
      for (String word : List.of("json", "xml", "form")) {
        if (word.equals("form") && name.startsWith("UTF-16")) {
          continue;
        }
        Format format = Formats.of(word, XmlShape.PLAIN).orElseThrow();
        Charset charset = Charset.forName(name);
        Encoding encoding = new Encoding(format, charset, Optional.of(Compression.GZIP));
        JsonNode tree = Json.parse("{\"name\":\"\u4e2d\u56fd\"}").orElseThrow();

        Decoded decoded =
            new Decoding(
                    Set.of(Compression.GZIP),
                    word.equals("form")
                        ? new CharsetRule(Optional.of(charset), false)
                        : CharsetRule.AUTO,
                    format)
                .decode(headers(encoding.headers()), encoding.encode(tree));

        assertThat(decoded.body()).as(word + " in " + name).isEqualTo(tree);
      }
    }
  }

  @Test
  void whatTheCharsetDoesNotHaveIsToldAndNeverReplaced() {
    Encoding gbk = new Encoding(Formats.JSON, GBK, Optional.empty());

    assertThat(misfit(gbk, "\"\u4e2d\"")).isEmpty();
    assertThat(misfit(gbk, "\"a\ud842\udfb7\"")).contains("be characters of GBK: U+20BB7");
    assertThat(misfit(gbk, "{\"a\":[\"\ud842\udfb7\"]}")).contains("be characters of GBK: U+20BB7");
    assertThat(misfit(gbk, "{\"\ud842\udfb7\":1}")).contains("be characters of GBK: U+20BB7");
  }

  @Test
  void whatTheFormatDoesNotHaveIsTold() {
    Encoding xml = Encoding.JSON.as(new XmlFormat(XmlShape.PLAIN));
    Encoding form = Encoding.JSON.as(new FormFormat());

    assertThat(misfit(xml, "\"a\\u0000\"")).contains("be characters of XML: U+0000");
    assertThat(misfit(xml, "{\"a b\":1}")).contains("have a name of XML: a b");
    assertThat(misfit(form, "{\"a\":1}")).contains("be a single value, in a form");
  }

  @Test
  void headersSayWhatIsSent() {
    assertThat(Encoding.JSON.headers()).isEqualTo(Map.of("Content-Type", "application/json"));
    assertThat(new Encoding(Formats.JSON, GBK, Optional.of(Compression.GZIP)).headers())
        .isEqualTo(
            Map.of("Content-Type", "application/json; charset=GBK", "Content-Encoding", "gzip"));
  }

  private static Optional<String> misfit(Encoding encoding, String json) {
    return encoding.misfit(Json.parse(json).orElseThrow());
  }

  private static HttpHeaders headers(Map<String, String> headers) {
    Map<String, List<String>> all = new java.util.HashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return HttpHeaders.of(all, (name, value) -> true);
  }
}
