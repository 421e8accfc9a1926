package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import io.syncline.spi.WriteKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchReaderTest {

  private static final String REQUESTS =
      "requests: { reference: /id, method: /method, url: /url, headers: /headers, body: /body }";
  private static final String RESULT =
      "result: { items: /responses, by: /id, status: /status, headers: /headers, body: /body }";
  private static final String UPDATE =
      "update: { call: \"PATCH /c/{id}\", ifVersion: { header: If-Match }, answers: record }";

  @Test
  void requestsAreTheSingleCallsThatThereAre() {
    Manifest manifest =
        ManifestReader.read(
            manifest(UPDATE + ", delete: { call: \"DELETE /c/{id}\" }", REQUESTS + ", " + RESULT),
            Map.of());

    WriteSpec write = manifest.datasets().get("c").write();
    WriteSpec.Batch batch = write.batch().orElseThrow();
    RequestsSpec requests = batch.requests().orElseThrow();
    assertThat(requests.calls())
        .isEqualTo(
            Map.of(
                WriteKind.UPDATE, write.update().orElseThrow(),
                WriteKind.DELETE, write.delete().orElseThrow()));
    assertThat(batch.takes(WriteKind.CREATE)).isFalse();
    assertThat(batch.isConditional(WriteKind.UPDATE)).isTrue();
    assertThat(batch.isConditional(WriteKind.DELETE)).isFalse();
    assertThat(batch.shows(WriteKind.UPDATE)).isTrue();
  }

  @Test
  void headersNeedAPlace() {
    String update =
        "update: { call: \"PATCH /c/{id}\", ifVersion: { header: If-Match }, idempotency: { header: K } }";

    assertThat(
            faults(update, "requests: { method: /method, url: /url, body: /body }", statusOnly("")))
        .containsExactly(
            "datasets.c.write.batch.requests.headers: must be given, or ifVersion: update has its"
                + " version in a header (line 9)",
            "datasets.c.write.batch.requests.headers: must be given: update has its id in a header"
                + " (line 9)");
    assertThat(
            faults(
                "update: { call: \"PATCH /c/{id}\", ifVersion: { header: If-Match } }",
                "requests: { method: /method, url: /url, body: /body, ifVersion: /version }",
                statusOnly("")))
        .isEmpty();
  }

  @Test
  void whatOtherItemsHaveIsNotForRequests() {
    assertThat(
            faults(
                UPDATE,
                REQUESTS + ", item: { kind: { update: u }, key: { id: /id } }",
                "result: { items: /r, status: /s, body: /b, failure: { code: /c }, record: /x }"))
        .containsExactly(
            "datasets.c.write.batch.item: must not be given with requests, which are the items"
                + " (line 9)",
            "datasets.c.write.batch.result.failure: must not be given with requests, whose calls"
                + " say so themselves (line 10)",
            "datasets.c.write.batch.result.record: must not be given with requests, whose calls"
                + " say so themselves (line 10)");
    assertThat(
            faults(
                UPDATE,
                "item: { kind: { update: u }, key: { id: /id } }",
                "result: { items: /r, status: /s, headers: /h, body: /b, location: /l }"))
        .containsExactly(
            "datasets.c.write.batch.result.headers: must not be given without requests (line 10)",
            "datasets.c.write.batch.result.body: must not be given without requests (line 10)",
            "datasets.c.write.batch.result.location: must not be given without requests (line 10)");
  }

  @Test
  void resultsAreFoundByAReferenceAndShowWhatCallsSay() {
    assertThat(
            faults(
                UPDATE,
                "requests: { method: /method, url: /url, headers: /headers, body: /body }",
                "result: { items: /r, by: /id, status: /s }"))
        .containsExactly(
            "datasets.c.write.batch.requests: must have a reference: the result is found by it"
                + " (line 9)",
            "datasets.c.write.batch.result.body: must be given, or location: calls say what their"
                + " answers show (line 10)");
    assertThat(
            faults(
                "create: { call: POST /c, answers: key }",
                REQUESTS,
                statusOnly(", location: /location")))
        .containsExactly(
            "datasets.c.write.batch.result.location: must come with an update or a delete whose"
                + " path has the fields of the key (line 10)");
    assertThat(faults("", REQUESTS, RESULT))
        .containsExactly(
            "datasets.c.write.batch.requests: must come with create, update or delete, which are"
                + " the items (line 9)");
  }

  @Test
  void soapAndHooksHaveNoRequests() {
    String soap =
        "call: { soap: { endpoint: /soap, body: '<e:Envelope"
            + " xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><w><u"
            + " xmlns:our=\"urn:syncline:envelope\" our:each=\"update\""
            + " id=\"{id}\">{record.name}</u></w></e:Body></e:Envelope>' } }";
    assertThat(
            faults(
                manifest("", REQUESTS + ", result: { items: /r, status: /s }")
                    .replace("call: POST /batch", soap)
                    .replace(", records: /requests", "")))
        .containsExactly(
            "datasets.c.write.batch.requests: must not be given with soap, whose envelope has"
                + " elements for each write (line 9)");
    String hook = "must not be given with a hook, which would not see them: sums";
    String good = manifest(UPDATE, REQUESTS + ", " + RESULT);
    assertThat(faults(good.replace("key: [id]", "key: [id]\n    hook: sums")))
        .containsExactly("datasets.c.write.batch.requests: " + hook + " (line 4)");
    assertThat(faults(good.replace("base:", "hook: sums, base:")))
        .containsExactly("datasets.c.write.batch.requests: " + hook + " (line 4)");
  }

  @Test
  void partsAreTheSingleCallsThatThereAre() {
    Manifest manifest =
        ManifestReader.read(parts(UPDATE, "multipart: { changeSets: each }"), Map.of());

    WriteSpec.Batch batch = manifest.datasets().get("c").write().batch().orElseThrow();
    RequestsSpec requests = batch.requests().orElseThrow();
    assertThat(requests.packing()).isEqualTo(RequestsSpec.Packing.CHANGE_SETS);
    assertThat(requests.form()).isEqualTo(RequestsSpec.AddressForm.ROOTED);
    assertThat(batch.takes(WriteKind.UPDATE)).isTrue();
    assertThat(batch.takes(WriteKind.CREATE)).isFalse();
    assertThat(batch.isConditional(WriteKind.UPDATE)).isTrue();
    assertThat(batch.shows(WriteKind.UPDATE)).isTrue();
    assertThat(batch.result().missingIsUnknown()).isTrue();
    assertThat(manifest.datasets().get("c").readsParts()).isTrue();
  }

  /** Their format is that of the single calls, which needs no lists. */
  @Test
  void partsMayBeForms() {
    assertThat(
            faults(
                parts(UPDATE, "multipart: {}")
                    .replace("key: [id]", "key: [id]\n    codec: { encode: [form] }")))
        .isEmpty();
  }

  @Test
  void whatOtherBatchesHaveIsNotForParts() {
    assertThat(
            faults(
                parts(
                    UPDATE,
                    "max: 5001, body: { a: b }, multipart: { urlIs: absolute, changeSets: all,"
                        + " missingIs: gone, by: /id }")))
        .containsExactly(
            "datasets.c.write.batch.body: must not be given with multipart, whose body has nothing"
                + " but parts (line 8)",
            "datasets.c.write.batch.max: must be at most 5000 with multipart: 5001 (line 8)",
            "datasets.c.write.batch.multipart.changeSets: must be a known word: all, one of [each,"
                + " none] (line 8)",
            "datasets.c.write.batch.multipart.urlIs: must be a known word: absolute, one of [path,"
                + " relative, rooted, whole] (line 8)",
            "datasets.c.write.batch.multipart.missingIs: must be a known word: gone, one of"
                + " [not-attempted, unknown] (line 8)",
            "datasets.c.write.batch.multipart.by: must be a known key, one of [changeSets,"
                + " missingIs, urlIs] (line 8)");
    assertThat(
            faults(
                parts(
                    UPDATE,
                    "multipart: {}, records: /r, requests: { method: /m, url: /u, body: /b, headers:"
                        + " /h }, result: { items: /r, status: /s, body: /b }")))
        .containsExactly(
            "datasets.c.write.batch.records: must not be given with multipart, whose parts are the"
                + " items (line 8)",
            "datasets.c.write.batch.requests: must not be given with multipart, whose parts are the"
                + " items (line 8)",
            "datasets.c.write.batch.result: must not be given with multipart, whose parts are the"
                + " items (line 8)");
    assertThat(faults(parts("", "multipart: {}")))
        .containsExactly(
            "datasets.c.write.batch.multipart: must come with create, update or delete, which are"
                + " the parts (line 8)");
    assertThat(
            faults(
                parts(UPDATE, "multipart: {}").replace("key: [id]", "key: [id]\n    hook: sums")))
        .containsExactly(
            "datasets.c.write.batch.multipart: must not be given with a hook, which would not see"
                + " them: sums (line 4)");
  }

  private static String parts(String calls, String batch) {
    return """
        adapter: http/v1
        connection: { base: "https://a.example" }
        datasets:
          c:
            key: [id]
            version: { etag: header }
            write: { %s
              batch: { call: POST /batch, %s } }
        """
        .formatted(calls.isEmpty() ? "" : calls + ",", batch);
  }

  @Test
  void aBatchMustHaveAFormatWithLists() {
    assertThat(
            faults(
                manifest(UPDATE, REQUESTS + ", " + RESULT)
                    .replace("key: [id]", "key: [id]\n    codec: { encode: [form] }")))
        .singleElement()
        .asString()
        .startsWith("datasets.c.codec: must be ")
        .contains(": write.batch.records");
  }

  private static String statusOnly(String more) {
    return "result: { items: /r, status: /s" + more + " }";
  }

  private static String manifest(String calls, String batch) {
    return """
        adapter: http/v1
        connection: { base: "https://a.example" }
        datasets:
          c:
            key: [id]
            version: { etag: header }
            write: { %s
              batch: { call: POST /batch, records: /requests,
                %s } }
        """
        .formatted(calls.isEmpty() ? "" : calls + ",", batch);
  }

  private static List<String> faults(String calls, String requests, String result) {
    return faults(manifest(calls, requests + ",\n        " + result));
  }

  private static List<String> faults(String manifest) {
    AdapterException.ConfigInvalid wrong =
        catchThrowableOfType(
            AdapterException.ConfigInvalid.class, () -> ManifestReader.read(manifest, Map.of()));
    return wrong == null ? List.of() : wrong.faults().stream().map(SettingFault::toString).toList();
  }
}
