package io.syncline.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MultipartFormatTest {

  private static final MultipartFormat FORMAT = new MultipartFormat();
  private static final Encoding UTF_8 = Encoding.JSON.as(FORMAT);

  // What is read

  /** RFC 2046, section 5.1.1. */
  @Test
  void implicitAndExplicitTypesPreambleAndEpilogueAreAsTheRfcHasThem() {
    String body =
        """
        This is the preamble.  It is to be ignored, though it
        is a handy place for composition agents to include an
        explanatory note to non-MIME conformant readers.

        --simple boundary

        This is implicitly typed plain US-ASCII text.
        It does NOT end with a linebreak.
        --simple boundary
        Content-type: text/plain; charset=us-ascii

        This is explicitly typed plain US-ASCII text.
        It DOES end with a linebreak.

        --simple boundary--

        This is the epilogue.  It is also to be ignored.
        """;

    JsonNode tree = read("multipart/mixed; boundary=\"simple boundary\"", body);

    assertThat(tree.size()).isEqualTo(2);
    assertThat(tree.at("/0/body").asString())
        .isEqualTo(
            "This is implicitly typed plain US-ASCII text.\r\nIt does NOT end with a linebreak.");
    assertThat(tree.at("/1/body").asString()).endsWith("It DOES end with a linebreak.\r\n");
    assertThat(tree.at("/1/headers/content-type").asString())
        .isEqualTo("text/plain; charset=us-ascii");
  }

  /** RFC 2046, appendix A, with bytes in the place of its "data goes here". */
  @Test
  void partsWithinPartsAndTransferEncodingsAreAsTheRfcHasThem() {
    String body =
        """
        This is the preamble area of a multipart message.

        --unique-boundary-1

          ... Some text appears here ...

        --unique-boundary-1
        Content-Type: multipart/parallel; boundary=unique-boundary-2

        --unique-boundary-2
        Content-Type: audio/basic
        Content-Transfer-Encoding: base64

        AAECAw==

        --unique-boundary-2
        Content-Type: image/jpeg
        Content-Transfer-Encoding: base64

        /9g=

        --unique-boundary-2--

        --unique-boundary-1
        Content-type: text/enriched

        This is <bold><italic>enriched.</italic></bold>
        <smaller>as defined in RFC 1896</smaller>

        --unique-boundary-1
        Content-Type: message/rfc822

        From: (mailbox in US-ASCII)
        Subject: (subject in US-ASCII)
        Content-Type: Text/plain; charset=ISO-8859-1

          ... Additional text in ISO-8859-1 goes here ...

        --unique-boundary-1
        Content-Type: text/plain; charset=ISO-8859-1
        Content-Transfer-Encoding: Quoted-printable

        Now's the time for all folk to come to the aid of their=
         caf=E9.
        --unique-boundary-1--
        """;

    JsonNode tree = read("multipart/mixed; boundary=unique-boundary-1", body);

    assertThat(tree.size()).isEqualTo(5);
    assertThat(tree.at("/1/body/0/body").asString()).isEqualTo("AAECAw==");
    assertThat(tree.at("/1/body/1/body").asString()).isEqualTo("/9g=");
    assertThat(tree.at("/2/body").asString()).startsWith("This is <bold>");
    assertThat(tree.at("/3/body").asString()).contains("Subject: (subject in US-ASCII)");
    assertThat(tree.at("/4/body").asString())
        .isEqualTo("Now's the time for all folk to come to the aid of their caf\u00e9.");
  }

  /** OData 4.0, part 1, "Responding to a Batch Request", with documents for its descriptions. */
  @Test
  void anAnswerToABatchIsAListOfAnswers() {
    String body =
        """
        --b_243234_25424_ef_892u748
        Content-Type: application/http

        HTTP/1.1 200 OK
        Content-Type: application/json

        {"CustomerID":"ALFKI"}
        --b_243234_25424_ef_892u748
        Content-Type: multipart/mixed; boundary=cs_12u7hdkin252452345eknd_383673037

        --cs_12u7hdkin252452345eknd_383673037
        Content-Type: application/http
        Content-ID: 1

        HTTP/1.1 201 Created
        Content-Type: application/atom+xml;type=entry
        Location: http://host/service.svc/Customer('POIUY')

        <entry><id>POIUY</id></entry>
        --cs_12u7hdkin252452345eknd_383673037
        Content-Type: application/http
        Content-ID: 2

        HTTP/1.1 204 No Content
        Host: host

        --cs_12u7hdkin252452345eknd_383673037--
        --b_243234_25424_ef_892u748
        Content-Type: application/http

        HTTP/1.1 404 Not Found
        Content-Type: application/xml

        <error>none</error>
        --b_243234_25424_ef_892u748--
        """;

    String type = "multipart/mixed; boundary=b_243234_25424_ef_892u748";
    JsonNode tree = read(type, body);

    assertThat(tree.at("/0/message/status").asInt()).isEqualTo(200);
    assertThat(tree.at("/0/message/body/CustomerID").asString()).isEqualTo("ALFKI");
    assertThat(tree.at("/1/body/0/message/body/entry/id").asString()).isEqualTo("POIUY");
    assertThat(tree.at("/1/body/0/message/headers/location").asString()).endsWith("('POIUY')");
    assertThat(tree.at("/1/body/1/headers/content-id").asString()).isEqualTo("2");
    assertThat(tree.at("/1/body/1/message/status").asInt()).isEqualTo(204);
    assertThat(tree.at("/1/body/1/message/body").isMissingNode()).isTrue();
    assertThat(tree.at("/2/message/status").asInt()).isEqualTo(404);
    assertThat(tree.at("/2/message/body/error").asString()).isEqualTo("none");
  }

  /** RFC 7578, sections 4.3 and 4.6. */
  @Test
  void aFormIsItsFieldsAndTellsItsCharset() {
    Charset latin = StandardCharsets.ISO_8859_1;
    String body =
        """
        --AaB03x
        content-disposition: form-data; name="_charset_"

        iso-8859-1
        --AaB03x
        content-disposition: form-data; name="field1"

        Joe owes \u00a3100.
        --AaB03x
        content-disposition: form-data; name="files"; filename="file1.txt"
        Content-Type: text/plain; charset=us-ascii

        ...contents of file1.txt...
        --AaB03x
        content-disposition: form-data; name="files"; filename="file2.gif"
        Content-Type: image/gif
        Content-Transfer-Encoding: binary

        GIF89a
        --AaB03x--
        """;

    JsonNode tree =
        decoded("multipart/form-data; boundary=AaB03x", body.replace("\n", "\r\n").getBytes(latin))
            .body();

    assertThat(tree.at("/field1").asString()).isEqualTo("Joe owes \u00a3100.");
    assertThat(tree.at("/files/0/filename").asString()).isEqualTo("file1.txt");
    assertThat(tree.at("/files/0/content").asString()).isEqualTo("...contents of file1.txt...");
    assertThat(tree.at("/files/1/type").asString()).isEqualTo("image/gif");
    assertThat(Base64.getDecoder().decode(tree.at("/files/1/base64").asString()))
        .isEqualTo("GIF89a".getBytes(latin));
    assertThat(tree.has("_charset_")).isFalse();
  }

  @Test
  void whatIsNotWholeOrTooMuchIsRefused() {
    String mixed = "multipart/mixed; boundary=b";

    assertThat(flaw("application/json", "{}"))
        .isEqualTo("something that is not multipart: application/json");
    assertThat(flaw("multipart/mixed", "--b\n\nx\n--b--\n"))
        .isEqualTo("multipart/mixed without a boundary");
    assertThat(flaw(mixed, "no part at all")).isEqualTo("a body that breaks off");
    assertThat(flaw(mixed, "--b\n\nx\n--b\n\ny")).isEqualTo("a body that breaks off: part=2");
    assertThat(flaw(mixed, "--b\nContent-Type: text/plain\n"))
        .isEqualTo("a body that breaks off: part=1");
    assertThat(flaw(mixed, "--b\nContent-Type: application/json\n\n{\n--b--\n"))
        .isEqualTo("something that is not JSON");
    assertThat(flaw(mixed, "--b\nContent-Transfer-Encoding: uu\n\nx\n--b--\n"))
        .isEqualTo("an unknown Content-Transfer-Encoding: uu: part=1");
    assertThat(flaw(mixed, http("hello"))).isEqualTo("a part that is no answer of HTTP");
    assertThat(flaw(mixed, http("HTTP/1.1 200 OK\nContent-Length: 9\n\nabc")))
        .isEqualTo("a part that is shorter than its Content-Length");
    assertThat(flaw(mixed, "--b\n\nx\n".repeat(Parts.MAX_PARTS + 1) + "--b--\n"))
        .isEqualTo("more than 10000 parts");
    assertThat(flaw(mixed, "--b\nA: " + "x".repeat(Parts.MAX_HEADER_BYTES) + "\n\nx\n--b--\n"))
        .isEqualTo("a header of more than 16384 bytes: part=1");
    assertThat(flaw(mixed, "--b\n" + "A: x\n".repeat(Parts.MAX_HEADERS + 1) + "\nx\n--b--\n"))
        .isEqualTo("more than 100 headers: part=1");
    assertThat(flaw("multipart/mixed; boundary=b0", nested(0, Parts.MAX_DEPTH + 1)))
        .isEqualTo("parts within parts that are more than 8 deep");
    assertThat(decoded("multipart/mixed; boundary=b0", crlf(nested(0, Parts.MAX_DEPTH))).flaw())
        .isEmpty();
  }

  /** However a body is cut or changed, it is read or refused, and never read in part. */
  @Test
  void whateverIsCutOffIsSeen() {
    byte[] whole =
        crlf("--b\nContent-Type: application/json\n\n{\"a\":1}\n--b\n\nlong text\n--b--\n");
    int end = new String(whole, StandardCharsets.US_ASCII).indexOf("--b--") + 5;

    for (int length = 0; length < end; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(decoded("multipart/mixed; boundary=b", cut).flaw())
          .as("cut to %s bytes", length)
          .isNotEmpty();
    }
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      assertThat(decoded("multipart/mixed; boundary=b", changed)).as("seed %s", seed).isNotNull();
    }
  }

  // What is sent

  @Test
  void fieldsAndFilesAreWrittenAsPartsAndReadBack() {
    JsonNode tree =
        json(
            """
            {"name":"Ann \u4e2d","tags":["a","b"],"n":"1.50",
             "cv":{"filename":"cv \u4e2d.txt","type":"text/plain","content":"I\\r\\n--syncline-"},
             "photo":{"filename":"p.png","type":"image/png","base64":"AAEC/w=="}}
            """);

    Encoding.Body body = UTF_8.body(tree);

    assertThat(body.headers())
        .isEqualTo(Map.of("Content-Type", "multipart/form-data; boundary=syncline-00000000"));
    assertThat(new String(body.bytes(), StandardCharsets.UTF_8))
        .startsWith("--syncline-00000000\r\nContent-Disposition: form-data; name=\"name\"\r\n")
        .contains("\r\n\r\nAnn \u4e2d\r\n--syncline-00000000\r\n")
        .endsWith("\r\n--syncline-00000000--\r\n");
    assertThat(decoded(body).body()).isEqualTo(tree);
    assertThat(UTF_8.misfitBody(tree)).isEmpty();
  }

  @Test
  void otherCharsetsAreNamedByEachPart() {
    Encoding gbk = new Encoding(FORMAT, Charset.forName("GBK"), Optional.of(Compression.GZIP));
    JsonNode tree = json("{\"name\":\"\u4e2d\"}");

    Encoding.Body body = gbk.body(tree);
    byte[] plain = Compression.GZIP.undone(body.bytes());

    assertThat(body.headers()).containsEntry("Content-Encoding", "gzip");
    assertThat(new String(plain, Charset.forName("GBK")))
        .contains("Content-Type: text/plain; charset=GBK\r\n\r\n\u4e2d\r\n");
    assertThat(decoded(body.headers().get("Content-Type"), plain).body()).isEqualTo(tree);
  }

  /** Whoever writes boundaries into a record ends no part, and makes no search longer. */
  @Test
  void aBoundaryIsInNoPartWhateverIsWrittenIntoThem() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      ObjectNode tree = Json.object();
      for (int i = 0; i < 3; i++) {
        StringBuilder text = new StringBuilder();
        for (int j = random.nextInt(20); j > 0; j--) {
          text.append("\r\n--syncline-0000000").append(random.nextInt(12)).append("--\r\n");
        }
        tree.put("f" + i, text.toString());
      }
      Encoding.Body body = UTF_8.body(tree);
      assertThat(decoded(body).body()).as("seed %s", seed).isEqualTo(tree);
    }
    assertThat(boundaryOf("syncline-00000000 syncline-00000001 syncline-99999999"))
        .isEqualTo("syncline-00000002");
    assertThat(boundaryOf("")).isEqualTo("syncline-00000000");
  }

  @Test
  void whatWouldLeaveItsPartIsNotSent() {
    assertThat(UTF_8.misfitBody(json("{\"a\\\"; filename=\\\"b\":1}")))
        .contains("have a name without quotes, backslashes and controls");
    assertThat(UTF_8.misfitName("a\r\nX: y"))
        .contains("have a name without quotes, backslashes and controls");
    assertThat(misfit("{\"filename\":\"a\\r\\nX: y\",\"content\":\"\"}"))
        .contains("have a filename without quotes, backslashes and controls");
    assertThat(misfit("{\"filename\":\"a\",\"type\":\"text/plain\\r\\nX: y\",\"content\":\"\"}"))
        .contains("have a media type such as text/csv");
    assertThat(misfit("{\"filename\":\"a\",\"base64\":\"?\"}"))
        .contains("have base64 that is that");
    for (String odd : List.of("{}", "{\"a\":1}", "{\"filename\":\"a\"}", "[{\"content\":\"a\"}]")) {
      assertThat(misfit(odd))
          .as(odd)
          .contains("be a single value, or a file with filename, type, and content or base64");
    }
    assertThat(misfit("[]")).contains("be a list of one or more single values, in a form of parts");
  }

  @Test
  void formsRepeatTheNameOfAList() {
    Encoding form = Encoding.JSON.as(new FormFormat());
    JsonNode tree = json("{\"tag\":[\"a b\",\"c\"],\"n\":\"1\"}");

    byte[] body = form.encode(tree);

    assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("tag=a+b&tag=c&n=1");
    assertThat(Decoding.JSON.as(new FormFormat()).decode(headers(form.headers()), body).body())
        .isEqualTo(tree);
    assertThat(form.misfitBody(tree)).isEmpty();
    assertThat(form.misfit(json("[]")))
        .contains("be a list of one or more single values, in a form");
    assertThat(form.misfit(json("[{\"a\":1}]"))).contains("be a single value, in a form");
  }

  @Test
  void theLibraryIsMissedWhereItIsNot() {
    assertThat(MultipartFormat.isThere(getClass().getClassLoader())).isTrue();
    assertThat(MultipartFormat.isThere(ClassLoader.getPlatformClassLoader())).isFalse();
  }

  private static String boundaryOf(String text) {
    return Multipart.of(
            List.of(
                new Multipart.Outgoing(
                    new LinkedHashMap<>(), text.getBytes(StandardCharsets.UTF_8))))
        .boundary();
  }

  private static Optional<String> misfit(String json) {
    return UTF_8.misfit(json(json));
  }

  private static String http(String message) {
    return "--b\nContent-Type: application/http\n\n" + message + "\n--b--\n";
  }

  private static String nested(int level, int depth) {
    String boundary = "b" + level;
    String inner =
        level + 1 == depth
            ? "\nx"
            : "Content-Type: multipart/mixed; boundary=b"
                + (level + 1)
                + "\n\n"
                + nested(level + 1, depth);
    return "--" + boundary + "\n" + inner + "\n--" + boundary + "--";
  }

  private static JsonNode read(String type, String body) {
    Decoded decoded = decoded(type, crlf(body));
    assertThat(decoded.flaw()).isEmpty();
    return decoded.body();
  }

  private static String flaw(String type, String body) {
    return decoded(type, crlf(body)).flaw();
  }

  private static Decoded decoded(Encoding.Body body) {
    Decoded decoded = decoded(body.headers().get("Content-Type"), body.bytes());
    assertThat(decoded.flaw()).isEmpty();
    return decoded;
  }

  private static Decoded decoded(String type, byte[] body) {
    return Decoding.JSON.as(FORMAT).decode(headers(Map.of("Content-Type", type)), body);
  }

  private static HttpHeaders headers(Map<String, String> headers) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name, new ArrayList<>(List.of(value))));
    return HttpHeaders.of(all, (name, value) -> true);
  }

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }
}
