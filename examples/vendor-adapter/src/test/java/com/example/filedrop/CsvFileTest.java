package com.example.filedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.PointRead;
import io.syncline.spi.ScanPage;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.FieldError;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What CSV files of other people look like, and what becomes of them. */
class CsvFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("customers.csv");
  }

  @Test
  void nullAndEmptyAreToldApart() {
    try (Drop drop = Drop.of(file, "id,name,phone\n1,,\"\"\n")) {
      assertThat(drop.row("1").get("name")).contains(Value.NULL);
      assertThat(drop.row("1").get("phone")).contains(Value.of(""));

      drop.write(
          drop.update("1", Row.of(Map.of("name", Value.of(""), "phone", Value.NULL))),
          drop.create(Map.of("id", "2")));

      assertThat(drop.text()).isEqualTo("id,name,phone\n1,\"\",\n2,,\n");
    }
  }

  @Test
  void whatNobodyChangesStaysByteByByte() {
    String odd = "\"1\",  Ann ,\"x\"\r\n\r\n2,\"Bo\"\"b\nB\",y\r\n";
    try (Drop drop = Drop.of(file, "\ufeffid,name,note\r\n" + odd + "3,Cy,z\r\n")) {
      assertThat(drop.row("1").get("name")).contains(Value.of("  Ann "));
      assertThat(drop.row("2").get("name")).contains(Value.of("Bo\"b\nB"));

      List<WriteOutcome> outcomes =
          drop.write(
              drop.update("3", Map.of("name", "C, \"y\"\nline")),
              drop.create(Map.of("id", "4", "name", " blanks ")));

      assertThat(outcomes).allMatch(each -> each instanceof WriteOutcome.Applied);
      assertThat(drop.text())
          .isEqualTo(
              "\ufeffid,name,note\r\n" + odd + "3,\"C, \"\"y\"\"\nline\",z\r\n4, blanks ,\r\n");
      assertThat(drop.row("3").get("name")).contains(Value.of("C, \"y\"\nline"));
    }
  }

  @Test
  void aRaggedRowIsNotTakenAndTheListingIsNotComplete() {
    try (Drop drop = Drop.of(file, "id,name,phone\n1,Ann,5\n2,Bob\n3,Cy,7,8\n4,Di,9\n")) {
      List<ScanPage> pages = drop.scan(10);

      assertThat(Drop.keys(pages)).containsExactly("1", "4");
      assertThat(pages.get(0).complete()).isFalse();
      assertThat(drop.read("2"))
          .isEqualTo(
              new PointRead.Denied(
                  NativeKey.of("2"),
                  "line 3: must have as many fields as the header: header=3 fields=2"));
      assertThat(drop.read("9"))
          .as("all keys can be told")
          .isEqualTo(new PointRead.Gone(NativeKey.of("9")));
    }
  }

  @Test
  void writesFlowAroundADamagedRecordAndLeaveItAsItIs() {
    try (Drop drop = Drop.of(file, "id,name,phone\n1,Ann,5\n2,Bob\n")) {
      List<WriteOutcome> outcomes =
          drop.write(
              drop.update("1", Map.of("phone", "6")),
              drop.update("2", Map.of("phone", "7")),
              drop.create(Map.of("id", "3")));

      assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Applied.class);
      assertThat(outcomes.get(1))
          .isEqualTo(
              new WriteOutcome.Blocked(
                  "line 3: must have as many fields as the header: header=3 fields=2"));
      assertThat(outcomes.get(2)).isInstanceOf(WriteOutcome.Applied.class);
      assertThat(drop.text()).isEqualTo("id,name,phone\n1,Ann,6\n2,Bob\n3,,\n");
    }
  }

  @Test
  void whereAKeyCannotBeReadNothingIsGone() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("id,name\n1,Ann\n".getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[] {'2', (byte) 0xe9, ',', 'x', '\n'});
    try (Drop drop = Drop.of(file, bytes.toByteArray(), Map.of())) {
      assertThat(drop.scan(10).get(0).complete()).isFalse();
      assertThat(drop.read("7"))
          .isEqualTo(new PointRead.Denied(NativeKey.of("7"), "line 3: must be in UTF-8"));
      assertThat(drop.write(drop.create(Map.of("id", "7"))))
          .containsExactly(new WriteOutcome.Blocked("line 3: must be in UTF-8"));
      assertThat(drop.read("1")).isInstanceOf(PointRead.Found.class);
    }
  }

  @Test
  void aHalfWrittenLastLineIsNotTaken() {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n2,Bo")) {
      ScanPage page = drop.scan(10).get(0);

      assertThat(Drop.keys(List.of(page))).containsExactly("1");
      assertThat(page.complete()).isFalse();
      assertThat(drop.write(drop.update("1", Map.of("name", "Bea"))).get(0))
          .isEqualTo(
              new WriteOutcome.Unavailable(Duration.ofSeconds(1), "the file may be half written"));
      assertThat(drop.text()).isEqualTo("id,name\n1,Ann\n2,Bo");
    }
  }

  @Test
  void aLastLineWithoutItsBreakIsARecordWhereThatIsSaid() {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n2,Bo", Map.of("lastLine", "open"))) {
      assertThat(Drop.keys(drop.scan(10))).containsExactly("1", "2");

      drop.write(drop.create(Map.of("id", "3", "name", "Cy")));

      assertThat(drop.text()).isEqualTo("id,name\n1,Ann\n2,Bo\n3,Cy\n");
    }
  }

  @Test
  void aQuoteThatIsNeverClosedHidesTheRestAndSaysSo() {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n2,\"Bo\n3,Cy\n", Map.of("lastLine", "open"))) {
      ScanPage page = drop.scan(10).get(0);

      assertThat(Drop.keys(List.of(page))).containsExactly("1");
      assertThat(page.complete()).isFalse();
      assertThat(drop.read("3")).isInstanceOf(PointRead.Denied.class);
    }
  }

  @Test
  void aQuoteInsideAFieldIsPlainText() {
    try (Drop drop = Drop.of(file, "id,name\n1,5\" disk\n2,Bo\n")) {
      assertThat(Drop.keys(drop.scan(10))).containsExactly("1", "2");
      assertThat(drop.row("1").get("name")).contains(Value.of("5\" disk"));
    }
  }

  @Test
  void aKeyThatIsThereTwiceIsNoRecord() {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n2,Bo\n1,Amy\n")) {
      assertThat(drop.read("1"))
          .isEqualTo(new PointRead.Denied(NativeKey.of("1"), "must be there once: lines=2,4"));
      assertThat(drop.write(drop.update("1", Map.of("name", "x"))).get(0))
          .isEqualTo(new WriteOutcome.Blocked("must be there once: lines=2,4"));
    }
  }

  @Test
  void anEmptyFileIsNotAnEmptyDataset() {
    try (Drop drop = Drop.of(file, "")) {
      assertThatThrownBy(() -> drop.scan(10))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessage(
              "must begin with a whole header; it may be half written: dataset=customers.csv");
    }
    try (Drop drop = Drop.of(file, "id,name\n")) {
      assertThat(drop.scan(10).get(0).complete()).isTrue();
    }
  }

  @Test
  void aFileThatIsAwayIsNotEmpty() throws Exception {
    try (Drop drop = Drop.of(file, "id\n1\n")) {
      Files.delete(file);

      assertThatThrownBy(() -> drop.scan(10))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessage("there is no such file: dataset=customers.csv");
    }
  }

  @Test
  void aColumnThatDisappearsIsAnError() throws Exception {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n")) {
      assertThat(drop.row("1").names()).containsExactly("id", "name");
      Files.writeString(file, "id\n1\n");

      assertThatThrownBy(() -> drop.row("1"))
          .isInstanceOf(AdapterException.SchemaChanged.class)
          .hasMessage("must have all fields: dataset=customers.csv missing=[name]");
    }
  }

  @Test
  void aValueThatTheEncodingCannotHoldIsRejectedWithItsField() {
    Charset gbk = Charset.forName("GBK");
    byte[] content = "id,name\n1,张三\n".getBytes(gbk);
    try (Drop drop = Drop.of(file, content, Map.of("encoding", "GBK"))) {
      assertThat(drop.row("1").get("name")).contains(Value.of("张三"));

      List<WriteOutcome> outcomes =
          drop.write(
              drop.update("1", Map.of("name", "😀")), drop.create(Map.of("id", "2", "name", "李四")));

      assertThat(outcomes.get(0))
          .isEqualTo(
              new WriteOutcome.Rejected(
                  "value",
                  "a value cannot be written",
                  List.of(new FieldError("name", "must be writable in GBK: value=😀"))));
      assertThat(drop.text(gbk)).isEqualTo("id,name\n1,张三\n2,李四\n");
    }
  }

  @Test
  void numbersAndDatesAreInTheFormsOfTheFile() throws Exception {
    Files.writeString(
        folder.resolve("customers.csv.schema.json"),
        "{\"key\": [\"id\"], \"fields\":"
            + " {\"id\": \"text\", \"due\": \"date\", \"sum\": \"decimal(9, 2)\"}}");
    Map<String, String> german =
        Map.of("delimiter", "semicolon", "decimalMark", "comma", "dateForm", "dd.MM.uuuu");
    try (Drop drop = Drop.of(file, "id;due;sum\n1;29.02.2024;12,50\n2;30.02.2024;1.5\n", german)) {
      assertThat(drop.row("1").get("due")).contains(Value.of(LocalDate.of(2024, 2, 29)));
      assertThat(drop.row("1").get("sum")).contains(Value.of(new BigDecimal("12.5")));
      assertThat(drop.row("2").get("due"))
          .as("what is no date is shown as it stands there")
          .contains(Value.of("30.02.2024"));
      assertThat(drop.row("2").get("sum")).contains(Value.of("1.5"));

      Row changes =
          Row.of(
              Map.of(
                  "due", Value.of(LocalDate.of(1999, 12, 31)),
                  "sum", Value.of(new BigDecimal("-0.05"))));
      drop.write(drop.update("1", changes));

      assertThat(drop.text()).isEqualTo("id;due;sum\n1;31.12.1999;-0,05\n2;30.02.2024;1.5\n");
    }
  }

  @Test
  void aVersionIsThatOfTheValuesNotOfTheirForm() throws Exception {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n")) {
      Optional<?> before = ((PointRead.Found) drop.read("1")).image().version();

      Files.writeString(file, "name,id\r\n\"Ann\",\"1\"\r\n");
      assertThat(((PointRead.Found) drop.read("1")).image().version()).isEqualTo(before);

      Files.writeString(file, "name,id\r\n\"Anne\",\"1\"\r\n");
      assertThat(((PointRead.Found) drop.read("1")).image().version()).isNotEqualTo(before);
    }
  }

  @Test
  void writesOfOneRecordInOneBatchFollowEachOther() {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n")) {
      List<WriteOutcome> outcomes =
          drop.write(
              drop.create(Map.of("id", "2", "name", "Bo")),
              drop.update("2", Map.of("name", "Bob")),
              drop.delete("1"),
              drop.create(Map.of("id", "3", "name", "Cy")),
              drop.delete("3"),
              drop.update("1", Map.of("name", "x")));

      assertThat(outcomes.subList(0, 5)).allMatch(each -> each instanceof WriteOutcome.Applied);
      assertThat(outcomes.get(5)).isEqualTo(new WriteOutcome.Missing());
      assertThat(drop.text()).isEqualTo("id,name\n2,Bob\n");
    }
  }

  @Test
  void aRecordThatCouldNotBeReadAgainIsNotWritten() {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n")) {
      assertThat(drop.write(drop.update("1", Map.of("name", "x".repeat(1024 * 1024)))).get(0))
          .isEqualTo(
              new WriteOutcome.Rejected(
                  "size", "the record must be at most 1048574 bytes: size=1048578", List.of()));

      assertThat(drop.write(drop.update("1", Map.of("name", "x".repeat(1_048_572)))).get(0))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(Drop.keys(drop.scan(10))).containsExactly("1");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theCopyThatTakesItsPlaceHasTheRightsOfTheFile() throws Exception {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n")) {
      Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rw-------");
      Files.setPosixFilePermissions(file, mine);

      drop.write(drop.delete("1"));

      assertThat(Files.getPosixFilePermissions(file)).isEqualTo(mine);
    }
  }

  @Test
  void aKeyCannotBeChangedByAWrite() {
    try (Drop drop = Drop.of(file, "id,name\n1,Ann\n")) {
      assertThat(drop.write(drop.update("1", Map.of("id", "2"))).get(0))
          .isEqualTo(
              new WriteOutcome.Rejected(
                  "key",
                  "must stay as it is: key=1",
                  List.of(new FieldError("id", "must stay as it is: key=1"))));
      assertThat(drop.write(drop.create(Map.of("name", "Bo"))).get(0))
          .isEqualTo(
              new WriteOutcome.Rejected(
                  "key",
                  "must have a key: field=id",
                  List.of(new FieldError("id", "must have a key: field=id"))));
    }
  }
}
