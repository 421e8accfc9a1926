package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.HttpAdapter;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page {@code docs/http.md} and the JSON Schema in the jar tell the same keys. A key is told
 * with the one around it, as {@code tls.trust}: by a row of a table whose heading names {@code tls}
 * and whose first cell names {@code trust}; or by {@code tls.trust} in any cell.
 */
class ReferencePageTest {

  private static final Path PAGE = root().resolve("docs/http.md");
  private static final String REFERENCE = "## Every key\n";
  private static final Pattern PART =
      Pattern.compile("^### (.*)\\n((?:(?!###? ).*\\n?)*)", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([A-Za-z][A-Za-z0-9.-]*)`");
  private static final Pattern MANIFEST =
      Pattern.compile("```yaml\\n((?:#[^\\n]*\\n)?adapter: http/v1\\n.*?)```", Pattern.DOTALL);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void everyKeyIsToldWhereItStands() throws IOException {
    Set<String> known = keys();
    Set<String> told = told();

    assertThat(known).hasSizeGreaterThan(200).contains("adapter", "tls.trust", "time.tolerance");
    Set<String> missing = new TreeSet<>(known);
    missing.removeAll(told);
    assertThat(missing)
        .as("keys of the schema that have no row below \"Every key\" in docs/http.md")
        .isEmpty();
    Set<String> unknown = rows();
    unknown.removeAll(known);
    assertThat(unknown).as("rows of docs/http.md that the schema has no key for").isEmpty();
  }

  @Test
  void itsManifestsAreWithoutFault() throws IOException {
    List<String> manifests = manifests();

    assertThat(manifests).hasSizeGreaterThan(1);
    for (String manifest : manifests) {
      Path file = Files.writeString(folder.resolve("crm.yaml"), manifest);
      assertThat(HttpAdapter.manifest(file).setting("baseUrl", "https://crm.example").validate())
          .as(manifest)
          .isEmpty();
    }
  }

  @Test
  void itsFirstManifestWorks() throws IOException {
    Path file = Files.writeString(folder.resolve("crm.yaml"), manifests().get(0));
    try (FakeSaas saas = FakeSaas.builder().token("token").start();
        Adapter adapter =
            HttpAdapter.manifest(file)
                .setting("baseUrl", saas.url().toString())
                .secret("crm", "token")
                .open(AdapterContext.of(InstantSource.system()))) {
      Dataset contacts = adapter.dataset(DatasetSpec.of("contacts"));

      WriteOutcome.Applied made =
          (WriteOutcome.Applied) write(contacts, WriteKind.CREATE, Optional.empty(), "Ann", null);
      NativeKey key = made.key();
      Version first = made.version().orElseThrow();
      assertThat(write(contacts, WriteKind.UPDATE, Optional.of(key), "Anna", first))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(write(contacts, WriteKind.DELETE, Optional.of(key), "", first))
          .isInstanceOf(WriteOutcome.Stale.class);

      assertThat(contacts.scanner().orElseThrow().start(new Limits(10, PATIENCE)).entries())
          .singleElement()
          .satisfies(entry -> assertThat(entry.key()).isEqualTo(key));
      PointRead read = contacts.pointReader().orElseThrow().read(List.of(key), PATIENCE).get(0);
      Version second = ((PointRead.Found) read).image().version().orElseThrow();
      assertThat(write(contacts, WriteKind.DELETE, Optional.of(key), "", second))
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(saas.dataset("contacts").size()).isZero();
    }
  }

  private static WriteOutcome write(
      Dataset dataset, WriteKind kind, Optional<NativeKey> key, String name, Version version) {
    Precondition condition =
        version == null ? new Precondition.Absent() : new Precondition.VersionIs(version);
    Row fields = name.isEmpty() ? Row.empty() : Row.of("name", Value.of(name));
    Write write = new Write(kind + name + version, kind, key, fields, condition, false);
    return dataset.writer().orElseThrow().write(List.of(write), PATIENCE).get(0);
  }

  // The page

  private static List<String> manifests() throws IOException {
    return MANIFEST
        .matcher(Files.readString(PAGE))
        .results()
        .map(manifest -> manifest.group(1))
        .toList();
  }

  private static List<MatchResult> parts() throws IOException {
    String page = Files.readString(PAGE);
    return PART.matcher(page.substring(page.indexOf(REFERENCE))).results().toList();
  }

  /** By the first cells of rows. */
  private static Set<String> rows() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (MatchResult part : parts()) {
      codes(part.group(2), line -> line.split(" \\| ", 2)[0])
          .forEach(code -> keys.addAll(below(part.group(1), code)));
    }
    return keys;
  }

  /** Also by other cells, where what is around a key is told with it. */
  private static Set<String> told() throws IOException {
    Set<String> keys = rows();
    for (MatchResult part : parts()) {
      codes(part.group(2), line -> line).filter(code -> code.contains(".")).forEach(keys::add);
    }
    return keys;
  }

  private static Stream<String> codes(String text, UnaryOperator<String> ofRow) {
    return text.lines()
        .filter(line -> line.startsWith("| "))
        .map(ofRow)
        .flatMap(cells -> CODE.matcher(cells).results().map(code -> code.group(1)));
  }

  /** With the key around it: the one in front of the dot, else those of the heading. */
  private static List<String> below(String heading, String key) {
    if (key.contains(".")) {
      return List.of(key);
    }
    List<String> around =
        CODE.matcher(heading.substring(heading.indexOf(':') + 1))
            .results()
            .map(code -> code.group(1))
            .toList();
    return around.isEmpty() ? List.of(key) : around.stream().map(each -> each + "." + key).toList();
  }

  // The schema

  private static Set<String> keys() throws IOException {
    try (InputStream in =
        ReferencePageTest.class.getResourceAsStream("/io/syncline/http/manifest.schema.json")) {
      JsonNode schema = JsonMapper.shared().readTree(in);
      Set<String> keys = new TreeSet<>();
      collect(schema, schema, "", new TreeSet<>(), keys);
      return keys;
    }
  }

  /**
   * @param around the key that leads here; lists and maps with names of their own have theirs
   * @param seen definitions by the key around them
   */
  private static void collect(
      JsonNode root, JsonNode schema, String around, Set<String> seen, Set<String> keys) {
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").asString();
      if (seen.add(around + " " + reference)) {
        collect(root, root.at(reference.substring(1)), around, seen, keys);
      }
    }
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      keys.add(around.isEmpty() ? member.getKey() : around + "." + member.getKey());
      collect(root, member.getValue(), member.getKey(), seen, keys);
    }
    schema.path("anyOf").values().forEach(each -> collect(root, each, around, seen, keys));
    Stream.of("items", "additionalProperties")
        .filter(schema::has)
        .forEach(each -> collect(root, schema.get(each), around, seen, keys));
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
