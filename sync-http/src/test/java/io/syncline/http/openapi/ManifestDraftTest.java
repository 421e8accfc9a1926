package io.syncline.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestDraftTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String RECORDS =
      """
      openapi: 3.0.0
      paths:
        /notes:
          get:
            parameters: [%s]
            responses: { "200": { content: { application/json: { schema: %s } } } }
        /notes/{id}:
          get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } } }
          put: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } } }
      components:
        securitySchemes: { known: %s }
        schemas:
          Note: { type: object, properties: { id: { type: string }, text: { type: string } } }
      """;

  private static final String LIST =
      "{ type: array, items: { $ref: \"#/components/schemas/Note\" } }";

  private static final String BEARER = "{ type: http, scheme: bearer }";

  @TempDir private Path folder;

  @Test
  void aDocumentBecomesAManifest() throws IOException {
    assertThat(ManifestDraft.of(resource("crm.yaml")))
        .isEqualTo(Files.readString(resource("crm.draft.txt")));
    assertThat(ManifestDraft.of(resource("shop.json")))
        .isEqualTo(Files.readString(resource("shop.draft.txt")));
  }

  @Test
  void whatIsLeftForAPersonIsRefusedByItsPlace() throws IOException {
    assertThat(faults(ManifestDraft.of(resource("crm.yaml"))))
        .containsExactly(
            "datasets.contacts.scan.page.cursor.from: must be filled in: ${TODO where an answer has"
                + " the next one, such as /paging/next} (line 27)");
    assertThat(faults(ManifestDraft.of(resource("shop.json"))))
        .containsExactly(
            "datasets.pets.scan.page: must be filled in: ${TODO how pages go on: cursor, offset,"
                + " number, nextUrl, link or keyset} (line 19)");
  }

  @Test
  void filledInItReadsAndWrites() throws IOException {
    String filled =
        ManifestDraft.of(resource("crm.yaml")).replaceAll("\"\\$\\{TODO [^}]*}\"", "/paging/next");
    assertThat(faults(filled)).isEmpty();
    try (FakeSaas saas = FakeSaas.builder().token("token").start();
        Adapter adapter =
            manifest(filled)
                .setting("baseUrl", saas.url().toString())
                .secret("token", "token")
                .open(AdapterContext.of(InstantSource.system()))) {
      saas.dataset("contacts").create(Map.of("name", "Bob", "stage", "lead"));
      saas.dataset("contacts").create(Map.of("name", "Cleo"));
      Dataset contacts = adapter.dataset(DatasetSpec.of("contacts"));

      WriteOutcome.Applied made =
          (WriteOutcome.Applied) write(contacts, WriteKind.CREATE, Optional.empty(), "Ann", null);
      NativeKey key = made.key();
      Version first = made.version().orElseThrow();
      assertThat(write(contacts, WriteKind.UPDATE, Optional.of(key), "Anna", first))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(write(contacts, WriteKind.UPDATE, Optional.of(key), "Anne", first))
          .isInstanceOf(WriteOutcome.Stale.class);

      assertThat(listed(contacts)).hasSize(3).anyMatch(entry -> entry.contains("Anna"));
      PointRead.Found read =
          (PointRead.Found)
              contacts.pointReader().orElseThrow().read(List.of(key), PATIENCE).get(0);
      assertThat(read.image().row().get("name")).contains(Value.of("Anna"));
      Version second = read.image().version().orElseThrow();
      assertThat(write(contacts, WriteKind.DELETE, Optional.of(key), "", second))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(saas.dataset("contacts").size()).isEqualTo(2);
    }
  }

  /** In pages of two. */
  private static List<String> listed(Dataset contacts) {
    Limits limits = new Limits(2, PATIENCE);
    ScanPage page = contacts.scanner().orElseThrow().start(limits);
    List<String> entries = new ArrayList<>();
    page.entries().forEach(entry -> entries.add(entry.toString()));
    while (page.next().isPresent()) {
      page = contacts.scanner().orElseThrow().resume(page.next().get(), limits);
      page.entries().forEach(entry -> entries.add(entry.toString()));
    }
    return entries;
  }

  private static WriteOutcome write(
      Dataset contacts,
      WriteKind kind,
      Optional<NativeKey> key,
      String name,
      @Nullable Version version) {
    Write write =
        new Write(
            "write-" + kind + name,
            kind,
            key,
            kind == WriteKind.DELETE ? Row.empty() : Row.of("name", Value.of(name)),
            version == null ? new Precondition.Absent() : new Precondition.VersionIs(version),
            false);
    return contacts.writer().orElseThrow().write(List.of(write), PATIENCE).get(0);
  }

  @Test
  void pagesAreGuessedByNamesAndAnswers() throws IOException {
    Map<String, String> guesses =
        Map.of(
            page("per_page", "page") + LIST,
            "page: { number: { to: query.page } }",
            page("$top", "$skip") + wrapped("value", "total: { type: integer }"),
            "page: { offset: { to: \"query.$skip\", total: /total } }",
            page("pageSize", "pageToken") + wrapped("items", "nextPageToken: { type: string }"),
            "page: { cursor: { from: /nextPageToken, to: query.pageToken } }",
            page("limit", "x") + wrapped("data", "next: { type: string, format: uri }"),
            "page: { nextUrl: { from: /next } }",
            page("limit", "cursor")
                + wrapped("list", "meta: { properties: { next_cursor: { type: string } } }"),
            "page: { cursor: { from: /meta/next_cursor, to: query.cursor } }");
    for (var guess : guesses.entrySet()) {
      String[] parts = guess.getKey().split("\\|", -1);
      String draft = draft(RECORDS.formatted(parts[0], parts[1], BEARER));

      assertThat(draft).as(guess.getKey()).contains(guess.getValue());
      assertThat(faults(draft.replace("${TODO PUT}", "PUT"))).as(draft).isEmpty();
    }
  }

  private static String page(String size, String to) {
    return "{ name: %s, in: query }, { name: %s, in: query }|".formatted(size, to);
  }

  private static String wrapped(String list, String more) {
    return "{ type: object, properties: { %s: %s, %s } }".formatted(list, LIST, more);
  }

  @Test
  void whoWeAreIsSaidInTheWordsOfAManifest() throws IOException {
    Map<String, String> schemes =
        Map.of(
            BEARER,
            "auth: { bearer: \"${secret.known}\" }",
            "{ type: http, scheme: basic }",
            "auth: { basic: { user: \"${secret.known-user}\", password: \"${secret.known}\" } }",
            "{ type: apiKey, in: header, name: X-Key }",
            "auth: { apiKey: { header: X-Key, value: \"${secret.known}\" } }",
            "{ type: apiKey, in: query, name: key }",
            "auth: { apiKey: { query: key, value: \"${secret.known}\" } }",
            "{ type: oauth2, flows: { clientCredentials: { tokenUrl: https://id.example/token } } }",
            "auth: { oauth2: { grant: client_credentials, token: \"https://id.example/token\","
                + " id: \"${secret.known-id}\", secret: \"${secret.known}\" } }",
            "{ type: oauth2, flows: { authorizationCode: { tokenUrl: /token, scopes: { a: b } } } }",
            "auth: { oauth2: { grant: refresh_token, token: \"/token\", id: \"${secret.known-id}\","
                + " secret: \"${secret.known}\", refresh: \"${secret.known-refresh}\","
                + " scope: \"a\" } }");
    for (var scheme : schemes.entrySet()) {
      String draft = draft(RECORDS.formatted("", LIST, scheme.getKey()));

      assertThat(draft).contains(scheme.getValue());
      assertThat(faults(draft.replace("${TODO PUT}", "PUT"))).as(draft).isEmpty();
    }
    assertThat(faults(draft(RECORDS.formatted("", LIST, "{ type: mutualTLS }"))))
        .anyMatch(fault -> fault.startsWith("connection.auth: must be filled in: ${TODO one of"));
  }

  @Test
  void aWholeReplacementIsLeftToAPerson() throws IOException {
    String draft = draft(RECORDS.formatted("", LIST, BEARER));

    assertThat(faults(draft))
        .singleElement()
        .asString()
        .startsWith("datasets.notes.write.update.call: must be filled in: ${TODO PUT}");
  }

  @Test
  void referencesInCirclesAndToOtherDocumentsLeadNowhere() throws IOException {
    String circle =
        RECORDS
            .formatted("", "{ $ref: \"#/components/schemas/A\" }", BEARER)
            .replace("  schemas:\n", "  schemas:\n    A: { $ref: \"#/components/schemas/A\" }\n");
    String elsewhere = RECORDS.formatted("", "{ $ref: \"other.yaml#/A\" }", BEARER);
    String endless =
        RECORDS
            .formatted("", "{ $ref: \"#/components/schemas/A\" }", BEARER)
            .replace(
                "  schemas:\n",
                "  schemas:\n    A: { allOf: [{ $ref: \"#/components/schemas/A\" }] }\n");

    for (String document : List.of(circle, elsewhere, endless)) {
      assertThat(draft(document))
          .contains("records: \"${TODO where an answer has the list, such as /items}\"");
    }
  }

  @Test
  void whatIsNoSuchDocumentIsRefused() throws IOException {
    Map<String, String> rules =
        Map.of(
            "swagger: \"2.0\"",
            "openapi: must be of OpenAPI 3.0 or 3.1: 2.0",
            "{}",
            "openapi: must be of OpenAPI 3.0 or 3.1: none",
            "a: [",
            "openapi: must be YAML or JSON: line ",
            "{ \"openapi\": \"3.1.0\", \"paths\": { \"/x\": { \"post\": {} } } }",
            "openapi: must have a path that lists records, such as GET /contacts");
    for (var rule : rules.entrySet()) {
      assertThatThrownBy(() -> draft(rule.getKey()))
          .isInstanceOf(AdapterException.ConfigInvalid.class)
          .hasMessageStartingWith(rule.getValue());
    }
    assertThatThrownBy(() -> ManifestDraft.of(folder.resolve("none.yaml")))
        .hasMessage("openapi: must be a file: " + folder.resolve("none.yaml"));
  }

  private String draft(String document) throws IOException {
    return ManifestDraft.of(Files.writeString(folder.resolve("openapi.yaml"), document));
  }

  private List<String> faults(String manifest) throws IOException {
    HttpAdapter adapter = manifest(manifest);
    return (manifest.contains("settings.baseUrl")
            ? adapter.setting("baseUrl", "https://crm.example")
            : adapter)
        .validate().stream().map(Object::toString).toList();
  }

  private HttpAdapter manifest(String text) throws IOException {
    return HttpAdapter.manifest(Files.writeString(folder.resolve("manifest.yaml"), text));
  }

  private static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(
                  ManifestDraftTest.class.getResource("/io/syncline/http/openapi/" + name), name)
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
