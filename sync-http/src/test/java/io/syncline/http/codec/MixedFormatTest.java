package io.syncline.http.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MixedFormatTest {

  private static final String CALL =
      "[{\"method\":\"POST\",\"url\":\"/c\",\"headers\":{\"If-Match\":\"\u00e9\"},\"body\":{\"a\":\"\u4e2d\"}}]";

  /**
   * Heads are in ISO 8859-1, as those of all messages; bodies are as they would be by themselves.
   */
  @Test
  void bodiesAreWrittenAsThoseOfSingleCalls() {
    Encoding single =
        new Encoding(new FormFormat(), Charset.forName("GBK"), Optional.of(Compression.GZIP));
    Encoding whole = single.as(new MixedFormat(single, false));

    Encoding.Body body = whole.body(json(CALL));

    assertThat(body.headers())
        .isEqualTo(
            Map.of(
                "Content-Type",
                "multipart/mixed; boundary=syncline-00000000",
                "Content-Encoding",
                "gzip"));
    String text = new String(Compression.GZIP.undone(body.bytes()), StandardCharsets.ISO_8859_1);
    assertThat(text)
        .contains("\r\nIf-Match: \u00e9\r\n")
        .contains("\r\nContent-Type: application/x-www-form-urlencoded; charset=GBK\r\n")
        .contains("\r\nContent-Length: 8\r\n\r\na=%D6%D0\r\n--syncline-00000000--\r\n");
  }

  @Test
  void whatWouldEndALineOfAHeadIsNotSent() {
    Encoding parts = Encoding.JSON.as(new MixedFormat(Encoding.JSON, true));
    Optional<String> refused =
        Optional.of("have addresses and headers without controls, in parts that are calls");

    assertThat(parts.misfitBody(json(CALL))).isEmpty();
    assertThat(parts.misfitBody(json(CALL.replace("/c", "/c d")))).isEqualTo(refused);
    assertThat(parts.misfitBody(json(CALL.replace("/c", "/c\\r\\nA:b")))).isEqualTo(refused);
    assertThat(parts.misfitBody(json(CALL.replace("\u00e9", "a\\nb")))).isEqualTo(refused);
    assertThat(parts.misfitBody(json(CALL.replace("\u00e9", "\u4e2d")))).isEqualTo(refused);
    assertThat(parts.misfitBody(json(CALL.replace("\"a\":", "\"url\":\"a b\",\"headers\":"))))
        .as("a field of a record may have any name")
        .isEmpty();
  }

  @Test
  void answersAreReadInTheirOrderWithTheNumbersThatTheyEcho() {
    JsonNode answers =
        read(
            """
            --b
            Content-Type: application/http
            Content-ID: <response-12>

            HTTP/1.1 204 No Content
            --b
            Content-Type: multipart/mixed; boundary=c

            --c
            Content-Type: application/http

            HTTP/1.1 200 OK
            Content-Type: application/json
            Content-ID: 3

            [1]
            --c--
            --b
            Content-Type: application/http
            Content-ID: item

            HTTP/1.1 400 Bad
            --b
            Content-Type: application/json

            [{"status":200}]
            --b
            Content-Type: multipart/mixed; boundary=c

            --c
            Content-Type: application/http

            HTTP/1.1 200 OK
            --c
            Content-Type: application/http

            HTTP/1.1 200 OK
            --c--
            --b
            Content-Type: application/http

            HTTP/1.1 412 Stale
            Content-Type: application/json

            <html>
            --b--
            """);

    assertThat(answers)
        .isEqualTo(
            json(
                """
                [{"status":204,"headers":{},"id":"12"},
                 {"status":200,"headers":{"content-id":"3","content-type":"application/json"},
                  "body":[1],"id":"3"},
                 {"status":400,"headers":{}},
                 {"flaw":"a part that is no answer of HTTP"},
                 {"flaw":"a part that is no answer of HTTP"},
                 {"status":412,"headers":{"content-type":"application/json"},
                  "flaw":"something that is not JSON"}]
                """));
  }

  private static JsonNode read(String text) {
    Decoded decoded =
        Decoding.JSON
            .as(new MixedFormat(Encoding.JSON, false))
            .decode(
                HttpHeaders.of(
                    Map.of("Content-Type", List.of("multipart/mixed; boundary=b")),
                    (name, value) -> true),
                text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    assertThat(decoded.flaw()).isEmpty();
    return decoded.body();
  }

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }
}
