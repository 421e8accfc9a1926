package io.syncline.http.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.codec.Encoding;
import io.syncline.http.codec.MultipartFormat;
import io.syncline.http.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuestionTest {

  private static final Encoding PARTS = Encoding.JSON.as(new MultipartFormat());

  @Test
  void theFieldsOfAFormOfPartsComeInAnyOrder() {
    assertThat(digest(parts("{\"a\":1,\"b\":2}")))
        .isEqualTo(digest(parts("{\"b\":2,\"a\":1}")))
        .isNotEqualTo(digest(parts("{\"a\":2,\"b\":1}")));
  }

  @Test
  void jsonInAPartHasItsMembersInAnyOrder() {
    String part = "--syncline-00000000\r\nContent-Type: application/json\r\n\r\n%s\r\n";
    assertThat(digest(part.formatted("{\"a\":1,\"b\":2}")))
        .isEqualTo(digest(part.formatted("{\"b\":2,\"a\":1}")))
        .isNotEqualTo(digest(part.formatted("{\"b\":1,\"a\":2}")));
    String first = part.formatted("1");
    String second = part.formatted("2");
    assertThat(digest(first + second)).isNotEqualTo(digest(second + first));
  }

  @Test
  void theHostOfACallThatIsAPartDoesNotCount() {
    String part = "--syncline-00000000\r\nContent-Type: application/http\r\n\r\n%s\r\n";
    String call = "DELETE %s HTTP/1.1\r\nHost: %s\r\nIf-Match: 1\r\n\r\n";
    assertThat(digest(part.formatted(call.formatted("/c/1", "a.example"))))
        .isEqualTo(digest(part.formatted(call.formatted("/c/1", "b.example"))))
        .isNotEqualTo(digest(part.formatted(call.formatted("/c/2", "a.example"))));
  }

  private static String parts(String json) {
    byte[] bytes = PARTS.encode(Json.parse(json).orElseThrow());
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String digest(String body) {
    return new Question("POST", "/c", body.getBytes(StandardCharsets.ISO_8859_1)).digest();
  }
}
