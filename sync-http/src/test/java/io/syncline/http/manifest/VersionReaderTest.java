package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;

class VersionReaderTest {

  private static final String UNMODIFIED = "ifVersion: { header: if-unmodified-since }";
  private static final String BATCH =
      "batch: { call: POST /b, records: /r, %s, result: { items: /r, status: /s%s } }";
  private static final String ITEM = "item: { kind: { delete: d }, key: { id: /id }%s }";

  @Test
  void aTimeIsReadInItsFormat() {
    Optional<JsonPointer> at = Optional.of(JsonPointer.compile("/t"));

    assertThat(version("{ modified: /t }"))
        .isEqualTo(
            new VersionSpec(
                false, at, Optional.of(new ModifiedTime(TimeFormat.ISO, false)), List.of()));
    assertThat(version("{ modified: /t, format: http-date, weak: true }"))
        .isEqualTo(
            new VersionSpec(
                false, at, Optional.of(new ModifiedTime(TimeFormat.HTTP_DATE, true)), List.of()));
    assertThat(version("{ etag: header, field: /t }"))
        .isEqualTo(new VersionSpec(true, at, Optional.empty(), List.of()));
  }

  @Test
  void aVersionHasItsPlaceOrPlaces() {
    assertThat(faults("{ weak: false }", ""))
        .containsExactly(
            "datasets.c.version.field: must be given, or etag: header, or modified, or digest"
                + " (line 6)",
            "datasets.c.version.weak: must not be given without modified (line 6)");
    assertThat(faults("{ etag: header, modified: /t }", ""))
        .containsExactly(
            "datasets.c.version.modified: must not be given with etag or field: a record has one"
                + " version (line 6)");
    assertThat(faults("{ field: /t, format: iso }", ""))
        .containsExactly("datasets.c.version.format: must not be given without modified (line 6)");
    assertThat(faults("{ modified: /t, format: epoch-seconds }", ""))
        .containsExactly(
            "datasets.c.version.weak: must be true: times of whole seconds do not tell edits apart"
                + " (line 6)");
  }

  @Test
  void aDigestIsOfPlacesAndNothingThatTheServiceKnows() {
    assertThat(version("{ digest: [/a, /b/c] }"))
        .isEqualTo(
            new VersionSpec(
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(JsonPointer.compile("/a"), JsonPointer.compile("/b/c"))));
    assertThat(faults("{ digest: [/a], field: /t }", ""))
        .containsExactly(
            "datasets.c.version.digest: must not be given with another one: a record has one"
                + " version (line 6)");
    assertThat(faults("{ digest: [/a] }", update("ifVersion: { field: /rev }")))
        .containsExactly(
            "datasets.c.write.update: must not be conditional with digest of version, which the"
                + " service does not know (line 5)");
  }

  @Test
  void aDateNeedsATime() {
    String photo =
        "attachments: { p: { call: \"GET /c/{id}/p\", store: s, write: { upload: \"PUT /c/{id}/p\", "
            + UNMODIFIED
            + " } } }";
    assertThat(faults("{ etag: header }", update(UNMODIFIED) + " }\n    " + photo + "\n    #"))
        .containsExactlyInAnyOrder(
            "datasets.c.write.update.ifVersion.header: must come with modified of version:"
                + " it takes a time (line 5)",
            "datasets.c.attachments.p.write.ifVersion.header: must come with modified of"
                + " version: it takes a time (line 5)");
    assertThat(faults("{ modified: /t }", update(UNMODIFIED) + " }\n    " + photo + "\n    #"))
        .containsExactlyInAnyOrder(
            "datasets.c.write.update.ifVersion.header: must come with compareBefore, or with weak"
                + " of version: an edit within its second is written over (line 5)",
            "datasets.c.attachments.p.write.ifVersion.header: must come with weak of version: an"
                + " edit within its second is written over (line 5)");
    assertThat(faults("{ modified: /t }", "compareBefore: true, " + update(UNMODIFIED))).isEmpty();
    assertThat(faults("{ modified: /t, weak: true }", update(UNMODIFIED))).isEmpty();
    assertThat(
            faults(
                "{ modified: /t, weak: true }",
                update(UNMODIFIED.replace(" }", ", quoted: true }"))))
        .containsExactly(
            "datasets.c.write.update.ifVersion.quoted: must not be given with If-Unmodified-Since,"
                + " which is a date (line 8)");
  }

  @Test
  void aCallHasItsVersionInOnePlace() {
    assertThat(faults("{ field: /v }", update("ifVersion: { quoted: true }")))
        .containsExactly(
            "datasets.c.write.update.ifVersion.header: must be given, or query, or field (line 8)");
    assertThat(faults("{ field: /v }", update("ifVersion: { header: X, query: rev }")))
        .containsExactly(
            "datasets.c.write.update.ifVersion.query: must not be given with header: a call has its"
                + " version in one place (line 8)");
    for (String query : List.of("?rev=1", "?a=b&rev", "?a={id}&rev={id}")) {
      String call = update("ifVersion: { query: rev }").replace("/c/{id}", "/c/{id}" + query);
      assertThat(faults("{ field: /v }", call))
          .as(query)
          .containsExactly(
              "datasets.c.write.update.ifVersion.query: must be a parameter that the call has not"
                  + " already: rev (line 8)");
    }
    assertThat(faults("{ field: /v }", update("ifVersion: { field: /rev, header: X }")))
        .containsExactly(
            "datasets.c.write.update.ifVersion.field: must not be given with header: a call has its"
                + " version in one place (line 8)");
    assertThat(faults("{ field: /v }", update("ifVersion: { header: X, number: true }")))
        .containsExactly(
            "datasets.c.write.update.ifVersion.number: must not be given without field: only a body"
                + " has numbers (line 8)");
    assertThat(
            faults(
                "{ field: /v }",
                update("body: { set: \"{write.fields}\" }, ifVersion: { field: /rev }")))
        .containsExactly(
            "datasets.c.write.update.ifVersion.field: must not be given with soap or body, which"
                + " have {write.version} (line 8)");
    assertThat(
            faults(
                "{ field: /v }",
                "delete: { call: \"DELETE /c/{id}\", ifVersion: { field: /rev } }"))
        .containsExactly(
            "datasets.c.write.delete.ifVersion.field: must be of a call that sends a record (line"
                + " 8)");
    String other = update("ifVersion: { query: rev }").replace("/c/{id}", "/c/{id}?prev=rev&v=rev");
    assertThat(faults("{ field: /v }", other)).isEmpty();
  }

  @Test
  void whatIsOneOfManyHasNoHeaderAndNoQuery() {
    for (String form : List.of("{ query: rev }", "{ header: If-Match }")) {
      String batch = BATCH.formatted(ITEM.formatted(", ifVersion: " + form), "");
      assertThat(faults("{ field: /v }", batch))
          .containsExactly(
              "datasets.c.write.batch.item.ifVersion: must be a place such as /ifMatch: one of many"
                  + " in a call has no header and no query (line 8)");
    }
    String requests =
        update("ifVersion: { query: rev }")
            + ", "
            + BATCH.formatted("requests: { method: /m, url: /u, body: /b%s }", "");
    assertThat(faults("{ field: /v }", requests.formatted(""))).isEmpty();
    assertThat(faults("{ field: /v }", requests.formatted(", ifVersion: /v")))
        .containsExactly(
            "datasets.c.write.batch.requests.ifVersion: must not be given: update has its version"
                + " elsewhere (line 8)");
  }

  private static String update(String condition) {
    return "update: { call: \"PATCH /c/{id}\", " + condition + " }";
  }

  private static String manifest(String version, String write) {
    return """
        adapter: http/v1
        connection: { base: "https://a.example" }
        datasets:
          c:
            key: [id]
            version: %s
            read: { one: "GET /c/{id}" }
            write: { %s }
        """
        .formatted(version, write);
  }

  private static VersionSpec version(String version) {
    Manifest manifest = ManifestReader.read(manifest(version, ""), Map.of());
    return Objects.requireNonNull(manifest.datasets().get("c")).version().orElseThrow();
  }

  private static List<String> faults(String version, String write) {
    AdapterException.ConfigInvalid wrong =
        catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () -> ManifestReader.read(manifest(version, write), Map.of()));
    return wrong == null ? List.of() : wrong.faults().stream().map(SettingFault::toString).toList();
  }
}
