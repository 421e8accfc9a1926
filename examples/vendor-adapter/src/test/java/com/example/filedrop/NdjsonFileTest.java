package com.example.filedrop;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.PointRead;
import io.syncline.spi.WriteOutcome;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NdjsonFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("orders.ndjson");
  }

  @Test
  void nullEmptyAndAbsentAreToldApart() {
    try (Drop drop = Drop.of(file, "{\"id\":\"1\",\"a\":null,\"b\":\"\"}\n")) {
      assertThat(drop.row("1").get("a")).contains(Value.NULL);
      assertThat(drop.row("1").get("b")).contains(Value.of(""));
      assertThat(drop.row("1").get("c")).isEmpty();

      drop.write(drop.update("1", Row.of("b", Value.NULL)));

      assertThat(drop.text()).isEqualTo("{\"id\":\"1\",\"a\":null,\"b\":null}\n");
    }
  }

  @Test
  void valuesKeepTheirNature() {
    String line = "{\"id\":7,\"sum\":12.50,\"tags\":[\"x\",null],\"at\":{\"zip\":\"01\"}}\n";
    try (Drop drop = Drop.of(file, line)) {
      Row row = drop.row("7");

      assertThat(row.get("id")).contains(Value.of(7L));
      assertThat(row.get("sum")).contains(Value.of(new BigDecimal("12.5")));
      assertThat(row.get("tags")).contains(new Value.Sequence(List.of(Value.of("x"), Value.NULL)));
      assertThat(row.get("at")).contains(new Value.Struct(Map.of("zip", Value.of("01"))));

      drop.write(drop.update("7", Map.of("note", "n")));

      assertThat(drop.text()).isEqualTo(line.replace("}}", "},\"note\":\"n\"}"));
    }
  }

  @Test
  void aBrokenLineIsToldAndLeftAsItIs() {
    String broken = "{\"id\":\"2\",\n";
    try (Drop drop = Drop.of(file, "{\"id\":\"1\"}\n" + broken + "\n{\"id\":\"3\"}\n")) {
      assertThat(drop.scan(1)).last().matches(page -> !page.complete());
      assertThat(Drop.keys(drop.scan(1))).containsExactly("1", "3");
      assertThat(drop.read("2"))
          .isInstanceOfSatisfying(
              PointRead.Denied.class,
              denied -> assertThat(denied.reason()).startsWith("line 2: must be JSON: "));

      drop.write(drop.update("3", Map.of("a", "x")));

      assertThat(drop.text())
          .isEqualTo("{\"id\":\"1\"}\n" + broken + "\n{\"id\":\"3\",\"a\":\"x\"}\n");
    }
  }

  @Test
  void aMemberThatIsThereTwiceIsDamage() {
    try (Drop drop = Drop.of(file, "{\"id\":\"1\",\"a\":1,\"a\":2}\n[]\n")) {
      assertThat(drop.scan(10).get(0).entries()).isEmpty();
      assertThat(drop.scan(10).get(0).complete()).isFalse();
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstRecord() {
    try (Drop drop = Drop.of(file, "\ufeff{\"id\":\"1\"}\n{\"id\":\"2\"}\n")) {
      assertThat(Drop.keys(drop.scan(10))).containsExactly("1", "2");
    }
  }

  @Test
  void anEmptyFileIsAnEmptyDataset() {
    try (Drop drop = Drop.of(file, "")) {
      assertThat(drop.scan(10).get(0).complete()).isTrue();
      assertThat(drop.read("1")).isEqualTo(new PointRead.Gone(NativeKey.of("1")));
      assertThat(drop.write(drop.create(Map.of("id", "1"))).get(0))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(drop.text()).isEqualTo("{\"id\":\"1\"}\n");
    }
  }
}
