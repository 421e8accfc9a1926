package io.syncline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  private static final List<String> NAMES = List.of("name", "city", "zip");
  private static final Value A = Value.of("a");
  private static final Value B = Value.of("b");

  @Test
  void aRowBuiltAsExpectedSharesTheListOfNames() {
    Row row = Row.builder(NAMES).set("name", A).set("city", B).set("zip", A).build();

    assertThat(row.names()).isSameAs(NAMES);
    assertThat(row).isEqualTo(Row.of(NAMES, A, B, A));
  }

  @Test
  void aRowBuiltOtherwiseIsWhatWasSet() {
    Row fewer = Row.builder(NAMES).set("name", A).set("city", B).build();
    Row another = Row.builder(NAMES).set("name", A).set("street", B).set("city", A).build();
    Row more = Row.builder(NAMES).set("name", A).set("city", B).set("zip", A).set("tel", B).build();

    assertThat(fewer).isEqualTo(Row.of(List.of("name", "city"), A, B));
    assertThat(another).isEqualTo(Row.of(List.of("name", "street", "city"), A, B, A));
    assertThat(more).isEqualTo(Row.of(List.of("name", "city", "zip", "tel"), A, B, A, B));
    assertThat(Row.builder(NAMES).build()).isEqualTo(Row.empty());
  }

  @Test
  void aFieldSetTwiceKeepsItsPlaceAndTakesTheLaterValue() {
    Row row = Row.builder(NAMES).set("name", A).set("name", B).set("city", A).build();

    assertThat(row.names()).containsExactly("name", "city");
    assertThat(row.get("name")).contains(B);
  }

  @Test
  void theOtherRowIsLaidOverThisOne() {
    Row row = Row.of(List.of("name", "city"), A, A);

    assertThat(row.with(Row.of("zip", B))).isEqualTo(Row.of(NAMES, A, A, B));
    assertThat(row.with(Row.of(List.of("name", "city"), B, B)))
        .isEqualTo(Row.of(List.of("name", "city"), B, B));
    assertThat(row.with(Row.empty())).isEqualTo(row);
    assertThat(Row.empty().with(row)).isEqualTo(row);
  }
}
