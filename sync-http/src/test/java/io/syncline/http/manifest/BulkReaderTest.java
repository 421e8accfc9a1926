package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.http.codec.Formats;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;

class BulkReaderTest {

  private static final String LEAST =
      """
      adapter: http/v1
      connection: { base: "https://a.example" }
      datasets:
        d:
          key: [id, at]
          version: { field: /v }
          write:
            create: { call: "POST /d" }
            bulk:
              operations: { create: insert }
              open: { call: "POST /jobs", id: /id }
              upload: { call: "PUT /jobs/{bulk.id}", row: {} }
              poll: { call: "GET /jobs/{bulk.id}", at: /state, open: [Open], ended: [Done] }
              results: { succeeded: { call: "GET /done/{bulk.id}" }, failed: { call: "GET /failed/{bulk.id}" } }
              abort: { call: "DELETE /jobs/{bulk.id}" }
      """;

  @Test
  void whatIsNotSaidIsAsItUsuallyIs() {
    BulkSpec bulk = bulk(LEAST);

    assertThat(bulk.operations()).isEqualTo(Map.of(WriteKind.CREATE, "insert"));
    assertThat(bulk.codec().encode().format()).isEqualTo(Formats.CSV);
    assertThat(bulk.codec().decode().format()).isEqualTo(Formats.CSV);
    assertThat(bulk.close()).isEmpty();
    assertThat(bulk.poll().every()).isEqualTo(Duration.ofSeconds(10));
    assertThat(bulk.results().succeeded().key())
        .containsExactly(JsonPointer.compile("/id"), JsonPointer.compile("/at"));
    assertThat(bulk.results().unprocessed()).isEmpty();
    assertThat(bulk.results().missingIsUnknown()).isTrue();
    assertThat(bulk.upload().empty()).isEqualTo(Optional.empty());
    assertThat(bulk.least()).isEqualTo(200);
    assertThat(bulk.max()).isEqualTo(10_000);
  }

  @Test
  void whatCannotBeIsToldByItsPath() {
    assertThat(faults(LEAST.replace("{ create: insert }", "{ create: insert, update: update }")))
        .containsExactly(
            "datasets.d.write.bulk.upload.row.key: must be given (line 12)",
            "datasets.d.write.bulk.upload.row.key.id: must be given (line 12)",
            "datasets.d.write.bulk.upload.row.key.at: must be given (line 12)",
            "datasets.d.write.bulk: must have operations that can be made without a job: it leaves"
                + " some over (line 10)");
    assertThat(faults(LEAST.replace("{ create: insert }", "{}")))
        .containsExactly(
            "datasets.d.write.bulk.operations: must name what jobs do, such as {create: insert}"
                + " (line 10)");
    assertThat(faults(LEAST.replace("open: [Open]", "open: []")))
        .containsExactly(
            "datasets.d.write.bulk.poll.open: must name the job's states, such as [Open] (line"
                + " 13)");
    assertThat(faults(LEAST.replace("results: {", "max: 100\n        results: { by: /ref,")))
        .containsExactly(
            "datasets.d.write.bulk.max: must be at least least, 200: 100 (line 14)",
            "datasets.d.write.bulk.results: must not say by without a reference in upload.row"
                + " (line 15)");
    assertThat(
            faults(
                LEAST
                    .replace("row: {}", "row: { empty: clears }")
                    .replace(
                        "        abort:", "        codec: { encode: [ndjson] }\n        abort:")))
        .containsExactly(
            "datasets.d.write.bulk.upload.row.empty: must not be given but with csv: others tell"
                + " null from nothing (line 12)");
    assertThat(faults(LEAST.replace("/done/{bulk.id}\"", "/done/{bulk.id}\", record: /r")))
        .containsExactly(
            "datasets.d.write.bulk.results.succeeded.record: must not be given with csv, whose"
                + " cells hold no record (line 14)");
    assertThat(faults(LEAST.replace("PUT /jobs/{bulk.id}", "PUT /jobs/{id}")))
        .containsExactly(
            "datasets.d.write.bulk.upload.call: must use known variables: {id}, one of"
                + " [bulk.id, bulk.operation] (line 12)");
  }

  @Test
  void aConditionNeedsAVersion() {
    String conditional = LEAST.replace("row: {}", "row: { ifVersion: /v }");

    assertThat(bulk(conditional).isConditional()).isTrue();
    assertThat(faults(conditional.replace("    version: { field: /v }\n", "")))
        .containsExactly("datasets.d.version: must be given: writes say ifVersion (line 5)");
  }

  private static BulkSpec bulk(String manifest) {
    DatasetManifest dataset =
        Objects.requireNonNull(ManifestReader.read(manifest, Map.of()).datasets().get("d"));
    return dataset.write().bulk().orElseThrow();
  }

  private static List<String> faults(String manifest) {
    return catchThrowableOfType(
            AdapterException.ConfigInvalid.class, () -> ManifestReader.read(manifest, Map.of()))
        .faults()
        .stream()
        .map(SettingFault::toString)
        .toList();
  }
}
