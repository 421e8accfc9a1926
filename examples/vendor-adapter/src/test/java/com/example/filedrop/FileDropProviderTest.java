package com.example.filedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.SettingFault;
import io.syncline.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDropProviderTest {

  @TempDir private Path folder;

  private static List<String> faults(Map<String, String> settings) {
    return new FileDropProvider()
        .validate(Settings.of(settings)).stream().map(SettingFault::toString).toList();
  }

  private Adapter adapter(Path directory) {
    return new FileDropProvider()
        .open(
            Settings.of(Map.of("directory", directory.toString())),
            AdapterContext.of(SystemClock.get()));
  }

  @Test
  void everyFaultIsToldByItsPath() {
    assertThat(
            faults(
                Map.of(
                    "directory", "in",
                    "encoding", "EBCDIC-4711",
                    "dateForm", "no pattern",
                    "lockWait", "PT-1S")))
        .containsExactly(
            "encoding: must be an encoding that Java knows: value=EBCDIC-4711",
            "dateForm: must be a pattern such as uuuu-MM-dd: value=no pattern",
            "lockWait: must be >= 0: value=PT-1S");
  }

  @Test
  void anEncodingThatCannotBeCutAtItsDelimiterIsAFault() {
    assertThat(faults(Map.of("directory", "in", "encoding", "GBK"))).isEmpty();
    assertThat(faults(Map.of("directory", "in", "encoding", "GBK", "delimiter", "pipe")))
        .containsExactly(
            "encoding: must write quotes, line breaks and the delimiter as bytes that are part of"
                + " no other character: value=GBK delimiter=pipe");
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed() {
    try (Adapter adapter = adapter(folder.resolve("away"))) {
      Health health = adapter.probe(Adapter.Probe.ALIVE, Drop.WITHIN);

      assertThat(health.isGood()).isFalse();
      assertThat(health.checks().get(0).detail())
          .isEqualTo("cannot reach, there is no such directory: " + folder.resolve("away"));
      assertThatThrownBy(() -> adapter.datasets(Drop.WITHIN))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("away");
    }
  }

  /** Whoever may write everywhere, as root may, lacks no right, and the probe says so. */
  @Test
  void aDirectoryThatMayNotBeWrittenIsNamed() {
    boolean closed = folder.toFile().setWritable(false) && !Files.isWritable(folder);
    try (Adapter adapter = adapter(folder)) {
      Health health = adapter.probe(Adapter.Probe.DEEP, Drop.WITHIN);

      assertThat(health.isGood()).isNotEqualTo(closed);
      assertThat(health.toString().contains("no right to write: " + folder)).isEqualTo(closed);
    } finally {
      folder.toFile().setWritable(true);
    }
  }

  @Test
  void aSideFileThatIsWrongIsFoundByADeepProbe() throws Exception {
    Files.writeString(folder.resolve("customers.csv"), "id,name\n");
    Files.writeString(
        folder.resolve("customers.csv.schema.json"),
        "{\"key\": [\"number\"], \"fields\": {\"id\": \"texts\", \"name\": \"text(0)\"}}");
    String known =
        "must be text, text(80), oneOf(a, b), integer, decimal, decimal(12, 2), real, bool, date,"
            + " time, dateTime, instant, uuid or binary: type=";
    try (Adapter adapter = adapter(folder)) {
      Health health = adapter.probe(Adapter.Probe.DEEP, Drop.WITHIN);

      assertThat(health.checks())
          .last()
          .extracting(Health.Check::name, Health.Check::good)
          .containsExactly("customers.csv", false);
      assertThatThrownBy(() -> adapter.dataset(DatasetSpec.of("customers.csv").withKey("id")))
          .isInstanceOf(AdapterException.ConfigInvalid.class)
          .hasMessage(
              "customers.csv.schema.json:fields.id: "
                  + known
                  + "\"texts\"; customers.csv.schema.json:fields.name: "
                  + known
                  + "\"text(0)\"");
    }
  }

  @Test
  void onlyFilesOfItsFormsAreDatasets() throws Exception {
    for (String name : List.of("b.ndjson", "a.csv", "a.csv.lock", "a.csv.tmp", "notes.txt")) {
      Files.writeString(folder.resolve(name), "");
    }
    try (Adapter adapter = adapter(folder)) {
      assertThat(adapter.datasets(Drop.WITHIN)).containsExactly("a.csv", "b.ndjson");
      assertThatThrownBy(() -> adapter.dataset(DatasetSpec.of("../a.csv").withKey("id")))
          .isInstanceOf(AdapterException.ConfigInvalid.class)
          .hasMessage("dataset: must be the name of a .csv or .ndjson file: dataset=../a.csv");
      assertThatThrownBy(() -> adapter.dataset(DatasetSpec.of("a.csv")))
          .isInstanceOf(AdapterException.ConfigInvalid.class)
          .hasMessage("key: must be given, here or in a.csv.schema.json: dataset=a.csv");
    }
  }
}
