package io.syncline.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Records in other formats, charsets and compressions than JSON in UTF-8, over a real connection.
 */
class BodiesTest {

  private static final Charset GBK = Charset.forName("GBK");

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void xmlIsReadByTheTypesOfTheSchemaAndWritten() {
    answer(
        "application/xml",
        "<contacts><c><id>1</id><n>7</n><d>1.50</d><b>true</b></c></contacts>".getBytes(GBK));
    answer("application/xml", "<c><id>1</id><n/></c>".getBytes(GBK));
    String codec = "{ decode: [\"charset:auto\", xml], encode: [xml] }";

    List<Row> rows = scan(codec, "/contacts/c");
    WriteOutcome outcome = write(codec, "/c", Row.of("n", Value.NULL));

    assertThat(rows.get(0).get("n")).contains(Value.of(7));
    assertThat(rows.get(0).get("d")).contains(Value.of(new BigDecimal("1.50")));
    assertThat(rows.get(0).get("b")).contains(Value.of(true));
    assertThat(((WriteOutcome.Applied) outcome).shown().orElseThrow().get("n"))
        .contains(Value.NULL);
    assertThat(server.asked().get(0).header("Accept")).isEqualTo("application/xml, text/xml");
    assertThat(server.asked().get(1).header("Content-Type"))
        .isEqualTo("application/xml; charset=UTF-8");
    assertThat(server.asked().get(1).text())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><c><n"
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></c>");
  }

  @Test
  void jsonComesCompressedAndGoesInTheCharsetOfTheManifest() {
    server.answer(
        200,
        Map.of("Content-Type", "application/json; charset=GB2312", "Content-Encoding", "gzip"),
        gzip(
            "[{\"id\":\"1\",\"name\":\"\u4e2d\ud842\udfb7\"}]"
                .getBytes(Charset.forName("GB18030"))));
    answer("application/json", "{\"id\":\"1\"}".getBytes(GBK));
    String codec =
        "{ decode: [gzip, \"charset:auto-gb18030\", json], encode: [json, \"charset:GBK\"] }";

    List<Row> rows = scan(codec, "\"\"");
    WriteOutcome outcome = write(codec, "\"\"", Row.of("name", Value.of("\u4e2d")));

    assertThat(rows.get(0).get("name")).contains(Value.of("\u4e2d\ud842\udfb7"));
    assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(server.asked().get(0).header("Accept-Encoding")).isEqualTo("gzip");
    assertThat(server.asked().get(1).header("Content-Type"))
        .isEqualTo("application/json; charset=GBK");
    assertThat(server.asked().get(1).text(GBK)).isEqualTo("{\"name\":\"\u4e2d\"}");
  }

  @Test
  void csvIsAListingWithoutMore() {
    answer("text/csv; charset=Shift_JIS", "id,n,name\n1,,\u4e2d\n".getBytes(shiftJis()));

    List<Row> rows = scan("{ decode: [csv] }", "\"\"");

    assertThat(rows.get(0).get("name")).contains(Value.of("\u4e2d"));
    assertThat(rows.get(0).get("n")).contains(Value.NULL);
  }

  @Test
  void partsAreRecordsAndAWriteIsAFormWithAFile() {
    String part = "--b\r\nContent-Type: application/json\r\n\r\n{\"id\":\"%s\",\"n\":%s}\r\n";
    answer(
        "multipart/mixed; boundary=b",
        (part.formatted("1", "7") + part.formatted("2", "8") + "--b--").getBytes(UTF_8));
    answer(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n1\r\n--b--".getBytes(UTF_8));

    List<Row> rows =
        scan("{ decode: [multipart] }", "\"\"", "{ body/id: text, body/n: integer }", "body/id");
    WriteOutcome outcome =
        write(
            "{ decode: [multipart], encode: [multipart] }",
            "\"\"",
            Row.builder()
                .set("name", Value.of("Ann"))
                .set("cv/filename", Value.of("cv.txt"))
                .set("cv/content", Value.of("I am"))
                .build());

    assertThat(rows)
        .extracting(row -> row.get("body/n").orElseThrow())
        .containsExactly(Value.of(7), Value.of(8));
    assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(server.asked().get(0).header("Accept"))
        .isEqualTo("multipart/form-data, multipart/mixed");
    assertThat(server.asked().get(1).header("Content-Type"))
        .isEqualTo("multipart/form-data; boundary=syncline-00000000");
    assertThat(server.asked().get(1).text())
        .contains("name=\"name\"\r\n\r\nAnn\r\n")
        .contains("name=\"cv\"; filename=\"cv.txt\"\r\n")
        .contains("\r\n\r\nI am\r\n");
  }

  @Test
  void partsThatBreakOffAreAnErrorOfTheRead() {
    answer("multipart/mixed; boundary=b", "--b\r\n\r\nx".getBytes(UTF_8));

    assertThatThrownBy(() -> scan("{ decode: [multipart] }", "\"\""))
        .isInstanceOf(AdapterException.Unreachable.class)
        .hasMessage("GET /c answered with a body that breaks off: part=1");
  }

  @Test
  void aWrongLabelAndABombAreErrorsOfTheRead() {
    answer("application/json; charset=utf-8", "[{\"id\":\"\u4e2d\"}]".getBytes(GBK));
    server.answer(200, Map.of("Content-Encoding", "gzip"), gzip(new byte[4 * 1024 * 1024]));

    assertThatThrownBy(() -> scan("{ decode: [json] }", "\"\""))
        .isInstanceOf(AdapterException.Unreachable.class)
        .hasMessage(
            "GET /c answered with something that is not UTF-8, as its Content-Type says:"
                + " byte 0xD6 at 8");
    assertThatThrownBy(() -> scan("{ decode: [gzip, json] }", "\"\""))
        .isInstanceOf(AdapterException.Unreachable.class)
        .hasMessage("GET /c answered with a body that decompresses to more than 200 times itself");
  }

  @Test
  void aCharacterThatDoesNotFitIsRejectedWithItsFieldAndNothingIsSent() {
    WriteOutcome outcome =
        write(
            "{ encode: [json, \"charset:GBK\"] }",
            "\"\"",
            Row.builder().set("name", Value.of("\ud842\udfb7")).set("n", Value.of(1)).build());

    assertThat(outcome)
        .isEqualTo(
            new WriteOutcome.Rejected(
                "UNFIT",
                "name must be characters of GBK: U+20BB7",
                List.of(
                    new WriteOutcome.FieldError("name", "must be characters of GBK: U+20BB7"))));
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void bodiesThatTheFormatHasNoFormForAreFaultsOfTheManifest() {
    assertThatThrownBy(() -> open("{ encode: [xml] }", "\"\"", "\"\"").close())
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(
            "must be below one element, the document's, in XML: write.update.record (line 8)");
    assertThatThrownBy(() -> open("{ encode: [form] }", "\"\"", "/c").close())
        .hasMessageContaining("must be a single value, in a form: write.update.record");
  }

  private void answer(String type, byte[] body) {
    server.answer(200, Map.of("Content-Type", type), body);
  }

  private static Charset shiftJis() {
    return Charset.forName("Shift_JIS");
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }

  private List<Row> scan(String codec, String records) {
    return scan(codec, records, "{ id: text, name: text, n: integer, d: decimal, b: bool }", "id");
  }

  private List<Row> scan(String codec, String records, String fields, String key) {
    try (Adapter adapter = open(codec, records, "/c", fields, key)) {
      return adapter
          .dataset(DatasetSpec.of("contacts"))
          .scanner()
          .orElseThrow()
          .start(Crm.LIMITS)
          .entries()
          .stream()
          .map(entry -> entry.image().row())
          .toList();
    }
  }

  private WriteOutcome write(String codec, String record, Row fields) {
    Write write =
        new Write(
            "w-1",
            WriteKind.UPDATE,
            Optional.of(NativeKey.of("1")),
            fields,
            new Precondition.Exists(),
            false);
    try (Adapter adapter = open(codec, "/r", record)) {
      return adapter
          .dataset(DatasetSpec.of("contacts"))
          .writer()
          .orElseThrow()
          .write(List.of(write), Crm.PATIENCE)
          .get(0);
    }
  }

  private Adapter open(String codec, String records, String record) {
    return open(
        codec, records, record, "{ id: text, name: text, n: integer, d: decimal, b: bool }", "id");
  }

  private Adapter open(String codec, String records, String record, String fields, String key) {
    String manifest =
        """
        adapter: http/v1
        connection:
          base: ${settings.baseUrl}
          auth: { bearer: "${secret.crm}" }
        datasets:
          contacts:
            key: [%s]
            codec: %s
            schema: { fields: %s }
            scan: { call: "GET /c", records: %s }
            write: { update: { call: "PATCH /c/{%s}", answers: record, record: %s } }
        """
            .formatted(key, codec, fields, records, key, record);
    return Crm.open(server.url(), example -> manifest, new Crm.Hand());
  }
}
