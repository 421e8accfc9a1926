package io.syncline.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonTest {

  @Test
  void decimalsHaveNoExponent() {
    assertThat(Json.scalar(number("1.50"))).isEqualTo("1.50");
    assertThat(Json.scalar(number("1E+3"))).isEqualTo("1000");
    assertThat(written("12E-4")).isEqualTo("0.0012");
  }

  @Test
  void aNumberOfVeryManyDigitsKeepsItsExponent() {
    assertThat(Json.scalar(number("1E+999999999"))).isEqualTo("1E+999999999");
    assertThat(Json.scalar(number("1E-999999999"))).isEqualTo("1E-999999999");
    assertThat(written("1E+10000")).isEqualTo("1E+10000");
  }

  private static String written(String number) {
    return new String(Json.bytes(number(number)), StandardCharsets.UTF_8);
  }

  private static JsonNode number(String text) {
    return Json.parse(text).orElseThrow();
  }
}
