package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.FieldType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTypesTest {

  @Test
  void typesAreReadInTheWordsOfAHubsFile() {
    assertThat(FieldTypes.read("text")).contains(FieldType.text());
    assertThat(FieldTypes.read("text(80)")).contains(FieldType.text(80));
    assertThat(FieldTypes.read("decimal( 12 , 2 )")).contains(FieldType.decimal(12, 2));
    assertThat(FieldTypes.read("oneOf(a, b)")).contains(FieldType.oneOf("a", "b"));
    assertThat(FieldTypes.read("dateTime")).contains(FieldType.dateTime());
  }

  @Test
  void whatIsNoTypeIsNone() {
    List<String> wrong =
        List.of(
            "", "txt", "text(0)", "text(a)", "decimal(2,3)", "oneOf()", "oneOf(a,a)", "date(1)");

    assertThat(wrong).allSatisfy(text -> assertThat(FieldTypes.read(text)).isEmpty());
  }
}
