package io.syncline.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class DecodingTest {

  /** Of GBK, and of Shift_JIS as well. */
  private static final String CHINESE = "\u4e2d\u56fd\u6b66";

  /** Beyond the first plane: GB18030 has it, GBK does not. */
  private static final String RARE = "\ud842\udfb7";

  private static final Charset GBK = Charset.forName("GBK");
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Charset SHIFT_JIS = Charset.forName("Shift_JIS");

  // Characters

  @Test
  void theContentTypeSaysWhichCharactersBytesAre() {
    for (Charset charset : List.of(GBK, GB18030, SHIFT_JIS, StandardCharsets.UTF_16LE)) {
      Decoded body = json(CHINESE.getBytes(charset), "application/json; charset=" + charset);

      assertThat(body.body().get("name").asString()).as(charset.name()).isEqualTo(CHINESE);
    }
  }

  @Test
  void whatIsLabelledWronglyIsAnErrorThatNamesThePlace() {
    assertThat(json(CHINESE.getBytes(GBK), "application/json; charset=utf-8").flaw())
        .isEqualTo("something that is not UTF-8, as its Content-Type says: byte 0xD6 at 9");
    assertThat(json(CHINESE.getBytes(SHIFT_JIS), "application/json; charset=\"UTF-8\"").flaw())
        .startsWith("something that is not UTF-8, as its Content-Type says: byte 0x92 at 9");
    assertThat(json("caf\u00e9 ".getBytes(StandardCharsets.ISO_8859_1), "application/json").flaw())
        .isEqualTo("something that is not UTF-8, as its format says: byte 0xE9 at 12");
    assertThat(json(new byte[] {'a'}, "application/json; charset=utf8-mb4").flaw())
        .isEqualTo("a charset that is not known: utf8-mb4");
  }

  @Test
  void theManifestsWordGoesBeforeTheLabel() {
    Decoding fixed = new Decoding(Set.of(), new CharsetRule(Optional.of(GBK), false), Formats.JSON);

    Decoded body =
        fixed.decode(
            headers("Content-Type", "application/json; charset=utf-8"),
            named(CHINESE.getBytes(GBK)));

    assertThat(body.body().get("name").asString()).isEqualTo(CHINESE);
  }

  @Test
  void narrowLabelsAreReadAsGb18030WhereThatIsAsked() {
    byte[] bytes = named(RARE.getBytes(GB18030));
    HttpHeaders headers = headers("Content-Type", "application/json; charset=GB2312");
    Decoding widened =
        new Decoding(Set.of(), new CharsetRule(Optional.empty(), true), Formats.JSON);

    assertThat(widened.decode(headers, bytes).body().get("name").asString()).isEqualTo(RARE);
    assertThat(Decoding.JSON.decode(headers, bytes).flaw())
        .startsWith("something that is not GB2312, as its Content-Type says");
  }

  @Test
  void aByteOrderMarkCountsWhereNothingElseSays() {
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
      byte[] marked = ("\uFEFF{\"name\":\"" + CHINESE + "\"}").getBytes(charset);

      assertThat(Decoding.JSON.decode(headers(), marked).body().get("name").asString())
          .isEqualTo(CHINESE);
    }
  }

  @Test
  void theDeclarationCountsWhereNothingElseSays() {
    Decoding xml = Decoding.JSON.as(new XmlFormat(XmlShape.PLAIN));
    for (Charset charset : List.of(GBK, SHIFT_JIS, StandardCharsets.UTF_16LE)) {
      String text = "<?xml version='1.0' encoding='" + charset + "'?><a>" + CHINESE + "</a>";

      Decoded body = xml.decode(headers(), text.getBytes(charset));

      assertThat(body.body().get("a").asString()).as(charset.name()).isEqualTo(CHINESE);
    }
    byte[] wrong = "<?xml version='1.0' encoding='UTF-8'?><a>\u00e9</a>".getBytes(GBK);
    assertThat(xml.decode(headers(), wrong).flaw())
        .startsWith("something that is not UTF-8, as its declaration says");
  }

  // Compression

  @Test
  void bodiesAreDecompressedAsTheyWereCompressed() throws IOException {
    byte[] plain = "{\"name\":\"Ann\"}".getBytes(StandardCharsets.UTF_8);
    Decoding decoding = new Decoding(Set.of(Compression.values()), CharsetRule.AUTO, Formats.JSON);
    Map<String, byte[]> packed =
        Map.of(
            "gzip", Compression.GZIP.compress(plain),
            "x-gzip", Compression.GZIP.compress(plain),
            "deflate", Compression.DEFLATE.compress(plain),
            "deflate, gzip", Compression.GZIP.compress(Compression.DEFLATE.compress(plain)),
            "identity", plain);

    packed.forEach(
        (coding, bytes) ->
            assertThat(
                    decoding.decode(headers("Content-Encoding", coding), bytes).body().toString())
                .as(coding)
                .isEqualTo("{\"name\":\"Ann\"}"));
    assertThat(decoding.decode(headers("Content-Encoding", "deflate"), bare(plain)).flaw())
        .as("bare deflate, without the header of zlib")
        .isEmpty();
    assertThat(decoding.headers()).containsEntry("Accept-Encoding", "gzip, deflate");
  }

  @Test
  void aCompressionThatWasNotAskedForIsAnError() {
    byte[] packed = Compression.GZIP.compress("{}".getBytes(StandardCharsets.UTF_8));

    assertThat(Decoding.JSON.decode(headers("Content-Encoding", "gzip"), packed).flaw())
        .isEqualTo("a Content-Encoding that the manifest does not name: gzip");
    Decoding gzip = new Decoding(Set.of(Compression.GZIP), CharsetRule.AUTO, Formats.JSON);
    assertThat(gzip.decode(headers("Content-Encoding", "gzip"), new byte[] {'{', '}'}).flaw())
        .isEqualTo("something that is not gzip, as its Content-Encoding says");
    byte[] half = Arrays.copyOf(packed, packed.length / 2);
    assertThat(gzip.decode(headers("Content-Encoding", "gzip"), half).flaw())
        .startsWith("something that is not gzip");
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() {
    byte[] bomb = Compression.GZIP.compress(new byte[8 * 1024 * 1024]);
    byte[] twice = Compression.GZIP.compress(bomb);
    Decoding gzip = new Decoding(Set.of(Compression.GZIP), CharsetRule.AUTO, Formats.JSON);

    assertThat(gzip.decode(headers("Content-Encoding", "gzip"), bomb).flaw())
        .isEqualTo("a body that decompresses to more than 200 times itself");
    assertThat(gzip.decode(headers("Content-Encoding", "gzip, gzip"), twice).flaw())
        .isEqualTo("a body that decompresses to more than 200 times itself");
  }

  // Formats

  @Test
  void everyFormatBecomesATree() {
    assertThat(read("ndjson", "{\"a\":1}\n\n{\"a\":2}\r\n")).isEqualTo("[{\"a\":1},{\"a\":2}]");
    assertThat(read("csv", "id,name,city\r\n1,\"Ann \"\"A\"\", Bea\",\r\n2,\"\",Bern\r\n"))
        .isEqualTo(
            "[{\"id\":\"1\",\"name\":\"Ann \\\"A\\\", Bea\",\"city\":null},"
                + "{\"id\":\"2\",\"name\":\"\",\"city\":\"Bern\"}]");
    assertThat(read("form", "a=1+2&b=%C3%BC&a=3&c"))
        .isEqualTo("{\"a\":[\"1 2\",\"3\"],\"b\":\"\u00fc\",\"c\":\"\"}");
  }

  @Test
  void whatIsNotOfTheFormatIsToldWithItsLine() {
    assertThat(flaw("ndjson", "{\"a\":1}\n{\"a\":"))
        .isEqualTo("something that is not NDJSON: line=2");
    assertThat(flaw("csv", "id,name\n1\n")).isEqualTo("something that is not CSV: row=1");
    assertThat(flaw("form", "a=%zz")).isEqualTo("something that is not a form in UTF-8");
    assertThat(flaw("json", "<html>")).isEqualTo("something that is not JSON");
  }

  private static String read(String format, String text) {
    return decode(format, text).body().toString();
  }

  private static String flaw(String format, String text) {
    return decode(format, text).flaw();
  }

  private static Decoded decode(String format, String text) {
    Format known = Formats.of(format, XmlShape.PLAIN).orElseThrow();
    return Decoding.JSON.as(known).decode(headers(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Decoded json(byte[] name, String contentType) {
    boolean wide = contentType.contains("UTF-16");
    byte[] body =
        wide ? ("{\"name\":\"" + CHINESE + "\"}").getBytes(StandardCharsets.UTF_16LE) : named(name);
    return Decoding.JSON.decode(headers("Content-Type", contentType), body);
  }

  private static byte[] named(byte[] name) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"name\":\"".getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(name);
    body.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static byte[] bare(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static HttpHeaders headers(String... pairs) {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put(pairs[i], List.of(pairs[i + 1]));
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}
