package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.model.FieldType;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {

  private static final Map<String, String> SETTINGS = Map.of("baseUrl", "http://crm.example/v1/");

  @Test
  void theExampleIsRead() throws IOException {
    Manifest manifest = ManifestReader.read(example(), SETTINGS);

    assertThat(manifest.connection().base()).hasToString("http://crm.example/v1");
    assertThat(manifest.connection().limits().budgets())
        .containsExactly(
            new LimitsSpec.Budget(
                "account", Optional.empty(), List.of(new LimitsSpec.Concurrent(8, 80))));
    DatasetManifest contacts = manifest.datasets().get("contacts");
    assertThat(contacts.key()).containsExactly("id");
    FeedSpec.ModifiedSince feed = (FeedSpec.ModifiedSince) contacts.feed().orElseThrow().kind();
    assertThat(feed.lookBack()).isEqualTo(Duration.ofSeconds(2));
    assertThat(contacts.write().batch()).isPresent();
  }

  @Test
  void jsonIsReadLikeYaml() {
    String json =
        """
        {"adapter": "http/v1",
         "connection": {"base": "https://a.example"},
         "datasets": {"d": {"key": ["id"], "scan": {"call": "GET /d", "records": "/items"}}}}
        """;

    assertThat(ManifestReader.read(json, Map.of()).datasets()).containsOnlyKeys("d");
  }

  @Test
  void allFaultsAreToldAtOnceWithPathAndLine() {
    String text =
        """
        adapter: http/v2
        connection:
          base: ftp://crm.example
          auth: { bearrer: x }
          timeouts: { connect: 5 parsecs }
          retry: { max: lots }
          errors:
            - { when: { status: [nope] }, then: trottled }
        datasets:
          contacts:
            key: [id]
            read: { one: "GET /contacts/{ID}" }
            scan:
              call: "FETCH contacts"
              records: items
              pgae: { size: 5 }
            write:
              create: { call: "POST /contacts", idempotency: { header: K, ttl: soon, find: { call: "GET /contacts?{what}" } } }
              update: { call: "PATCH /contacts/{id}", ifVersion: { header: If-Match } }
            attachments: { photo: { ref: photo } }
        """;

    assertThat(faults(text, Map.of()))
        .extracting(SettingFault::toString)
        .containsExactlyInAnyOrder(
            "adapter: must be http/v1: http/v2 (line 1)",
            "connection.base: must be an address such as https://api.example.com/v1:"
                + " ftp://crm.example (line 3)",
            "connection.auth.bearrer: must be a known key, did you mean bearer? (line 4)",
            "connection.auth: must be none, or one of bearer, basic, apiKey, oauth2, session, sign,"
                + " usernameToken (line 4)",
            "connection.timeouts.connect: must be a duration such as 500ms, 30s, 2m, 24h or P7D:"
                + " 5 parsecs (line 5)",
            "connection.retry.max: must be a whole number of at least 0: lots (line 6)",
            "connection.errors[0].when.status: must be statuses such as [409, 412]: [nope]"
                + " (line 8)",
            "connection.errors[0].then: must be a known word: trottled, did you mean throttled?"
                + " (line 8)",
            "datasets.contacts.read.one: must use known variables: {ID}, did you mean id?"
                + " (line 12)",
            "datasets.contacts.scan.call: must be a method and a path such as GET"
                + " /contacts/{id}: FETCH contacts (line 14)",
            "datasets.contacts.scan.records: must be a JSON pointer such as /paging/next: items"
                + " (line 15)",
            "datasets.contacts.scan.pgae: must be a known key, did you mean page? (line 16)",
            "datasets.contacts.write.create.idempotency.ttl: must be a duration such as 500ms, 30s,"
                + " 2m, 24h or P7D: soon (line 18)",
            "datasets.contacts.write.create.idempotency.find.call: must use known variables:"
                + " {what}, one of [record.*, write.id] (line 18)",
            "datasets.contacts.version: must be given: writes say ifVersion (line 11)",
            "datasets.contacts.attachments.photo.ref: must be a JSON pointer such as /paging/next:"
                + " photo (line 20)",
            "datasets.contacts.attachments.photo.store: must be given (line 20)");
  }

  @Test
  void aMergeIsTellableByOneFieldOnly() {
    String text =
        """
        adapter: http/v1
        connection: { base: "https://a.example" }
        datasets:
          lines:
            key: [order, line]
            feed:
              kind: modified-since
              call: "GET /lines?since={cursor.time}"
              cursor: { field: /updatedAt }
              deletes: { softFlag: /archived, mergedInto: /mergedInto }
        """;

    assertThat(faults(text, Map.of()))
        .extracting(SettingFault::toString)
        .containsExactly(
            "datasets.lines.feed.deletes.mergedInto:"
                + " must not be used with a key of several fields (line 10)");
  }

  @Test
  void aSchemaIsReadOrItsFaultsAreTold() {
    String text =
        """
        adapter: http/v1
        connection: { base: "https://a.example" }
        datasets:
          contacts:
            key: [id]
            scan: { call: "GET /contacts" }
            schema:
              fields:
                id: { type: text, readOnly: true }
                name: text(80)
                since: { type: date, required: true }
        """;

    assertThat(ManifestReader.read(text, Map.of()).datasets().get("contacts").schema())
        .containsExactly(
            new NativeField("id", FieldType.text(), false, true, true),
            new NativeField("name", FieldType.text(80), true, false, false),
            new NativeField("since", FieldType.date(), false, false, false));
    assertThat(
            faults(
                text.replace("id: {", "ID: {").replace("text(80)", "txt").replace("date", "day"),
                Map.of()))
        .extracting(SettingFault::path)
        .containsExactlyInAnyOrder(
            "datasets.contacts.schema.fields",
            "datasets.contacts.schema.fields.name",
            "datasets.contacts.schema.fields.since.type");
  }

  @Test
  void pagesThatCouldNotBeFollowedAreFaults() {
    String text =
        """
        adapter: http/v1
        connection: { base: "https://a.example" }
        datasets:
          a: { key: [id], scan: { call: "GET /a", page: { keyset: [{ from: /at, to: query.at }] } } }
          b: { key: [id], scan: { call: "GET /b", page: { cursor: { from: /n, to: body./n } } } }
          c: { key: [id], scan: { call: "GET /c", body: { n: 1 } } }
          d: { key: [id], scan: { call: "POST /d", body: { n: "{page.siez}" } } }
          e: { key: [id], scan: { call: "POST /e", body: { t: "${secret.crm}" } } }
          f: { key: [id], scan: { call: "GET /f", page: { link: next, offset: { to: query.n } } } }
          g: { key: [id], scan: { call: "GET /g", page: { offset: { to: cookie.n } } } }
          h: { key: [id], scan: { call: "POST /h", body: {},
               page: { pageInfo: { from: /i, to: body./n }, more: /m } } }
        """;

    assertThat(faults(text, Map.of()))
        .extracting(SettingFault::toString)
        .containsExactlyInAnyOrder(
            "datasets.a.scan.page.keyset: must end with the key, or records of equal values are"
                + " skipped: [/id] (line 4)",
            "datasets.b.scan.page.cursor.to: must not be in the body of a call that has none:"
                + " body./n (line 5)",
            "datasets.c.scan.body: must not be given with GET (line 6)",
            "datasets.d.scan.body: must use known variables: {page.siez}, did you mean page.size?"
                + " (line 7)",
            "datasets.e.scan.body.t: must not hold a secret (line 8)",
            "datasets.f.scan.page: must be one of cursor, offset, number, nextUrl, link, keyset,"
                + " pageInfo (line 9)",
            "datasets.g.scan.page.offset.to: must be query.name, header.name or body./pointer:"
                + " cookie.n (line 10)",
            "datasets.h.scan.page.more: must not be given with pageInfo, which has it (line 12)");
  }

  @Test
  void aFaultOfAnAddressAKeyOrAPageIsToldOnce() {
    String text =
        """
        adapter: http/v1
        connection:
          base: "https://a.example"
          auth: { oauth2: { token: "/oauth token", id: hub, secret: "${secret.crm}" } }
        datasets:
          a: { key: [{ b: c }], scan: { call: "GET /a" }, read: { one: "GET /a" } }
          b: { key: [id], scan: { call: "POST /b", body: {}, page: { pageInfo: { to: body./n } } } }
        """;

    assertThat(faults(text, Map.of()))
        .extracting(SettingFault::toString)
        .containsExactlyInAnyOrder(
            "connection.auth.oauth2.token: must be a path such as /oauth/token, or an address:"
                + " /oauth token (line 4)",
            "datasets.a.key[0]: must be text (line 6)",
            "datasets.a.key: must name the fields of the key, such as [id] (line 6)",
            "datasets.b.scan.page.pageInfo.from: must be given (line 7)");
  }

  @Test
  void aRefreshTokenIsOneSecretOfAGrantOfItsOwn() {
    String text =
        """
        adapter: http/v1
        connection:
          base: "https://a.example"
          auth: { oauth2: { %s } }
        datasets:
          a: { key: [id], scan: { call: "GET /a" } }
        """;
    Map<String, List<String>> told =
        Map.of(
            "grant: refresh_token, token: /t, id: hub, refresh: \"Bearer ${secret.r}\"",
            List.of("refresh: must be one secret, such as ${secret.crmRefresh} (line 4)"),
            "grant: refresh_token, token: /t, id: hub, rotates: often",
            List.of(
                "refresh: must be given (line 4)",
                "rotates: must be a known word: often, one of [false, true] (line 4)"),
            "token: /t, id: hub, refresh: \"${secret.r}\", rotates: false",
            List.of(
                "secret: must be given (line 4)",
                "refresh: must not be given without grant: refresh_token (line 4)",
                "rotates: must not be given without grant: refresh_token (line 4)"));

    told.forEach(
        (keys, faults) ->
            assertThat(faults(text.formatted(keys), Map.of()))
                .as(keys)
                .extracting(SettingFault::toString)
                .containsExactlyInAnyOrderElementsOf(
                    faults.stream().map(each -> "connection.auth.oauth2." + each).toList()));
  }

  @Test
  void settingsThatAreMissingOrUnusedAreFaults() throws IOException {
    assertThat(faults(example(), Map.of("baseURl", "http://x")))
        .extracting(SettingFault::toString)
        .containsExactlyInAnyOrder(
            "connection.base: must be set: setting=baseUrl (line 6)",
            "settings.baseURl: must be used by the manifest, did you mean baseUrl? (line 1)");
  }

  @Test
  void aSecretBelongsIntoAuthOnly() {
    String text =
        """
        adapter: http/v1
        connection: { base: "https://a.example" }
        datasets: { d: { key: [id], scan: { call: "GET /d?token=${secret.crm}" } } }
        """;

    assertThat(faults(text, Map.of()))
        .contains(new SettingFault("datasets.d.scan.call", "must not hold a secret (line 3)"));
  }

  @Test
  void aKeyGivenTwiceIsAFault() {
    String text =
        """
        adapter: http/v1
        adapter: http/v1
        connection: { base: "https://a.example" }
        datasets: { d: { key: [id] } }
        """;

    assertThat(faults(text, Map.of()).get(0).message()).contains("line 2");
  }

  @Test
  void whatIsNoYamlIsToldWithItsLine() {
    assertThat(faults("adapter: [", Map.of()).get(0).message())
        .startsWith("must be YAML or JSON: ");
    assertThat(faults("", Map.of()).get(0).message()).isEqualTo("must not be empty (line 1)");
    assertThat(faults("- a", Map.of()).get(0).message())
        .isEqualTo("must have keys below it (line 1)");
  }

  @Test
  void aFileThatIsNotThereIsAFault() {
    AdapterException.ConfigInvalid thrown =
        catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () -> ManifestReader.read(Path.of("none.yaml"), Map.of()));

    assertThat(thrown).hasMessage("manifest: must be a file: none.yaml");
  }

  private static List<SettingFault> faults(String text, Map<String, String> settings) {
    return catchThrowableOfType(
            AdapterException.ConfigInvalid.class, () -> ManifestReader.read(text, settings))
        .faults();
  }

  private static String example() throws IOException {
    try (var in = ManifestReaderTest.class.getResourceAsStream("/io/syncline/http/crm.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
