package io.syncline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeObjectTest {

  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void itsTextAndItsValueStandForIt() {
    LargeObject object = new LargeObject(EMPTY, 0);

    assertThat(LargeObject.ofContent(new byte[0])).isEqualTo(object);
    assertThat(object).hasToString("sha-256:" + EMPTY + ":0");
    assertThat(LargeObject.parse(object.toString())).contains(object);
    assertThat(LargeObject.of(Value.of(object.toString()))).contains(object);
    assertThat(LargeObject.of(Value.of(1))).isEmpty();
    assertThat(LargeObject.of(Value.NULL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a contract",
        "sha-256:" + EMPTY,
        "sha-256:" + EMPTY + ":",
        "sha-256:" + EMPTY + ":-1",
        "sha-256:" + EMPTY + ":01",
        "sha-256:" + EMPTY + ":1 ",
        "sha-256:" + EMPTY + "0:1",
        "md5:" + EMPTY + ":1",
        "sha-256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855:0"
      })
  void otherTextsStandForNone(String text) {
    assertThat(LargeObject.parse(text)).isEmpty();
  }

  @Test
  void whatCannotBeIsNamed() {
    assertThatThrownBy(() -> new LargeObject("E3", 0))
        .hasMessage("must be 64 hexadecimal digits in lower case: digest=E3");
    assertThatThrownBy(() -> new LargeObject(EMPTY, -1)).hasMessage("must be >= 0: length=-1");
  }
}
