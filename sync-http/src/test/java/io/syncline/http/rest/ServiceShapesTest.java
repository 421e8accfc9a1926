package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.Applied;
import io.syncline.spi.WriteOutcome.FieldError;
import io.syncline.spi.WriteOutcome.Rejected;
import io.syncline.spi.WriteOutcome.Stale;
import io.syncline.spi.WriteOutcome.Unknown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where services have the key of a new record, a version, several ids, and what is wrong. */
class ServiceShapesTest {

  private static final String READ = "read: { one: \"GET /c/{id}\" }";
  private static final String IN_BODY = "version: { field: /rev }\n    " + READ;
  private static final String DIGEST = "version: { digest: [/name, /at] }\n    " + READ;

  @TempDir private Path folder;
  private final ScriptedServer server = new ScriptedServer();
  private Adapter adapter;

  @AfterEach
  void close() {
    if (adapter != null) {
      adapter.close();
    }
    server.close();
  }

  private Dataset open(String reads, String write) {
    String manifest =
        """
        adapter: http/v1
        connection:
          base: "${settings.baseUrl}"
          failure: { text: /message }
          errors:
            - { when: { status: [200], body: { at: /ok, is: false } }, then: rejected, code: /why/code, text: /why/text, field: /why/fields }
        datasets:
          contacts:
            key: [id]
            %s
            write: { %s }
        """
            .formatted(reads, write);
    try {
      adapter =
          HttpAdapter.manifest(Files.writeString(folder.resolve("crm.yaml"), manifest))
              .setting("baseUrl", server.url())
              .open(AdapterContext.of(SystemClock.get()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return adapter.dataset(DatasetSpec.of("contacts"));
  }

  private void answer(int status, String body) {
    server.answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static WriteOutcome write(Dataset dataset, Write write) {
    return dataset.writer().orElseThrow().write(List.of(write), Crm.PATIENCE).get(0);
  }

  private static Write update(String version) {
    return new Write(
        "w1",
        WriteKind.UPDATE,
        Optional.of(NativeKey.of("7")),
        Row.of("name", Value.of("Bea")),
        new Precondition.VersionIs(Version.opaque(version)),
        false);
  }

  private static PointRead.Found read(Dataset dataset) {
    return (PointRead.Found)
        dataset.pointReader().orElseThrow().read(List.of(NativeKey.of("7")), Crm.PATIENCE).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "https://crm.example/api/c/a%2Fb, a/b",
    "/c/7?expand=all, 7",
    "/elsewhere/7/more,",
    ","
  })
  void theKeyOfANewRecordIsThatOfItsAddress(String location, String key) {
    Dataset contacts = open(READ, "create: { call: \"POST /c\", answers: location }");
    server.answer(201, location == null ? Map.of() : Map.of("Location", location), new byte[0]);

    WriteOutcome outcome = write(contacts, Crm.create("w1", "Ann"));

    assertThat(outcome)
        .isEqualTo(
            key == null
                ? new Unknown("the answer does not name the record that was made")
                : new Applied(NativeKey.of(key), Optional.empty(), Optional.empty()));
  }

  @Test
  void anAddressThatTellsNoKeyIsRefused() {
    assertThatThrownBy(
            () ->
                open(
                    "scan: { call: \"GET /c\" }",
                    "create: { call: \"POST /c\", answers: location }"))
        .hasMessageContaining(
            "write: must not have answers: location without a read, an update or a delete whose"
                + " path has the fields of the key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "field: /rev; {\"name\":\"Bea\",\"rev\":\"3\"}",
        "field: /rev, number: true; {\"name\":\"Bea\",\"rev\":3}",
        "field: /meta/rev, quoted: true; {\"name\":\"Bea\",\"meta\":{\"rev\":\"\\\"3\\\"\"}}"
      })
  void aVersionGoesInTheBodyBesideTheRecord(String ifVersion, String body) {
    Dataset contacts =
        open(IN_BODY, "update: { call: \"PATCH /c/{id}\", ifVersion: { " + ifVersion + " } }");
    answer(200, "");
    answer(409, "");

    assertThat(contacts.capabilities().preconditions())
        .contains(Capabilities.PreconditionKind.VERSION);
    assertThat(write(contacts, update("3"))).isInstanceOf(Applied.class);
    assertThat(write(contacts, update("3"))).isInstanceOf(Stale.class);
    assertThat(server.asked().get(0).text()).isEqualTo(body);
  }

  @Test
  void aVersionThatIsNoNumberIsNotSentAsOne() {
    Dataset contacts =
        open(
            IN_BODY,
            "update: { call: \"PATCH /c/{id}\", ifVersion: { field: /rev, number: true } }");

    assertThat(((Rejected) write(contacts, update("x"))).errors())
        .containsExactly(new FieldError("rev", "must be a number, for body./rev: x"));
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"repeat: true", "repeat: false"})
  void severalIdsHaveAParameterEachOrCommas(String repeat) {
    Dataset contacts =
        open(
            "read: { many: { call: \"GET /c?full=true\", ids: { param: id, " + repeat + " } } }",
            "delete: { call: \"DELETE /c/{id}\" }");
    answer(200, "[{\"id\":\"1\"},{\"id\":\"a,b\"}]");

    List<PointRead> reads =
        contacts
            .pointReader()
            .orElseThrow()
            .read(List.of(NativeKey.of("1"), NativeKey.of("a,b")), Crm.PATIENCE);

    boolean each = repeat.endsWith("true");
    assertThat(server.asked().get(0).path())
        .isEqualTo(each ? "/c?full=true&id=1&id=a%2Cb" : "/c?full=true&id=1");
    assertThat(reads).hasSize(2).allMatch(PointRead.Found.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"name\"", "[\"name\"]"})
  void aRuleSaysWhereItsAnswersTellWhatIsWrong(String fields) {
    Dataset contacts = open(READ, "create: { call: \"POST /c\", answers: key }");
    answer(
        200,
        "{\"ok\":false,\"message\":\"no\",\"why\":{\"code\":\"LONG\",\"text\":\"too long\",\"fields\":"
            + fields
            + "}}");
    answer(422, "{\"message\":\"bad\"}");

    assertThat(write(contacts, Crm.create("w1", "Ann")))
        .isEqualTo(new Rejected("LONG", "too long", List.of(new FieldError("name", ""))));
    assertThat(write(contacts, Crm.create("w2", "Ann")))
        .isEqualTo(new Rejected("HTTP 422", "bad", List.of()));
  }

  @Test
  void aDigestIsOfItsValuesAndOfNothingElse() {
    Dataset contacts = open(DIGEST, "delete: { call: \"DELETE /c/{id}\" }");
    answer(200, "{\"id\":\"7\",\"name\":\"Ann\",\"at\":{\"a\":1,\"b\":null},\"seen\":1}");
    answer(200, "{\"id\":\"7\",\"at\":{\"b\":null,\"a\":1},\"name\":\"Ann\",\"seen\":2}");
    answer(200, "{\"id\":\"7\",\"name\":\"Ann\",\"at\":{\"a\":\"1\",\"b\":null}}");
    answer(200, "{\"id\":\"7\",\"name\":null}");
    answer(200, "{\"id\":\"7\",\"at\":null}");

    Version first = read(contacts).image().version().orElseThrow();
    assertThat(read(contacts).image().version()).as("in another order").contains(first);
    assertThat(read(contacts).image().version()).as("a text").isNotEqualTo(Optional.of(first));
    assertThat(read(contacts).image().version()).isEqualTo(read(contacts).image().version());
  }

  @Test
  void aDigestIsComparedRightBeforeAWrite() {
    Dataset contacts =
        open(DIGEST, "compareBefore: true, update: { call: \"MERGE /c/{id}\", answers: record }");
    String known = "{\"id\":\"7\",\"name\":\"Ann\",\"at\":1,\"seen\":%d}";
    answer(200, known.formatted(1));
    Version.Opaque version = (Version.Opaque) read(contacts).image().version().orElseThrow();
    answer(200, known.formatted(2));
    answer(200, "{\"id\":\"7\",\"name\":\"Bea\",\"at\":1,\"seen\":2}");
    answer(200, "{\"id\":\"7\",\"name\":\"Bea\",\"at\":2,\"seen\":2}");

    assertThat(write(contacts, update(version.token()))).isInstanceOf(Applied.class);
    assertThat(server.asked().get(2).method()).isEqualTo("MERGE");
    assertThat(write(contacts, update(version.token()))).isInstanceOf(Stale.class);
    assertThat(server.asked()).as("and nothing was sent").hasSize(4);
  }
}
