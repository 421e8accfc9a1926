package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The JSON Schema that is in the jar, and the reader, hold each other to the same keys. */
class JsonSchemaTest {

  /** Far from every word, so that faults tell all that there are. */
  private static final String NO_WORD = "qqqqqqqqqqqqqqqqqqqqqqqq";

  private static final Pattern ONE_OF = Pattern.compile("one of \\[(.*?)]");

  private static final Pattern IN_JAVA =
      Pattern.compile("\"\"\"\\n(\\s*adapter: http/v1\\n.*?)\"\"\"", Pattern.DOTALL);

  private static final JsonNode JSON = resource(JsonMapper.shared(), "manifest.schema.json");
  private static final JsonNode EXAMPLE = resource(YAMLMapper.shared(), "every-key.yaml");
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(JSON);

  private final SchemaWalk walk = new SchemaWalk(JSON, EXAMPLE);

  @Test
  void theExampleHasEveryKeyOfTheSchema() {
    assertThat(walk.unseen()).isEmpty();
    assertThat(SCHEMA.validate(EXAMPLE)).isEmpty();
  }

  @Test
  void theReaderKnowsTheSameKeysAtEveryPlace() {
    ObjectNode document = (ObjectNode) EXAMPLE.deepCopy();
    for (String path : walk.objects().keySet()) {
      ((ObjectNode) document.at(pointer(path))).put(NO_WORD, "x");
    }

    Map<String, Set<String>> told = told(faults(document));

    walk.objects()
        .forEach(
            (path, schema) ->
                assertThat(told.get(path.isEmpty() ? NO_WORD : path + "." + NO_WORD))
                    .as("keys at %s", path)
                    .isEqualTo(new TreeSet<>(schema.get("properties").propertyNames())));
  }

  @Test
  void theReaderKnowsTheSameWords() {
    walk.words()
        .forEach(
            (path, words) -> {
              JsonNode document = EXAMPLE.deepCopy();
              put(document, walk.strict().get(path), NO_WORD);
              List<SettingFault> faults = faults(document);
              Map<String, Set<String>> told = told(faults);
              Optional<Set<String>> known =
                  Stream.of(path, listOf(path)).map(told::get).filter(Objects::nonNull).findFirst();
              if (words.size() > 1 || known.isPresent()) {
                assertThat(known).as("words at %s", path).contains(words);
              }
              assertThat(isTold(faults, path)).as("a fault at %s", path).isTrue();
            });
  }

  @Test
  void whatTheSchemaRefusesTheReaderRefuses() {
    assertThat(walk.strict()).hasSizeGreaterThan(100);
    walk.strict()
        .forEach(
            (path, pointer) -> {
              JsonNode one = EXAMPLE.deepCopy();
              put(one, pointer, "? ?");
              assertThat(SCHEMA.validate(one)).as("the schema at %s", path).isNotEmpty();
              assertThat(isTold(faults(one), path)).as("a fault at %s", path).isTrue();
            });
  }

  @Test
  void whatTheSchemaRequiresTheReaderRequires() {
    List<SettingFault> before = faults(EXAMPLE);
    List<String> missed = new ArrayList<>();
    walk.objects()
        .forEach(
            (path, schema) ->
                schema
                    .path("required")
                    .values()
                    .forEach(
                        key -> {
                          ObjectNode document = (ObjectNode) EXAMPLE.deepCopy();
                          ((ObjectNode) document.at(pointer(path))).remove(key.asString());
                          if (before.containsAll(faults(document))) {
                            missed.add(path + "." + key.asString());
                          }
                        }));

    assertThat(missed).isEmpty();
  }

  @Test
  void theManifestsOfTestsAndExamplesAreValid() {
    Map<Path, JsonNode> manifests = new HashMap<>();
    for (Path file : files(each -> each.toString().endsWith(".yaml"))) {
      String text = text(file);
      if (text.contains("adapter: http/v1")) {
        manifests.put(file, YAMLMapper.shared().readTree(text));
      }
    }

    assertThat(manifests).hasSizeGreaterThan(10);
    manifests.forEach(
        (file, manifest) -> assertThat(SCHEMA.validate(manifest)).as("%s", file).isEmpty());
  }

  @Test
  void whatTheReaderTakesInTestsIsValid() {
    List<String> manifests = new ArrayList<>();
    for (Path file : files(each -> each.toString().endsWith(".java"))) {
      IN_JAVA
          .matcher(text(file))
          .results()
          .map(found -> found.group(1).stripIndent())
          .filter(text -> !text.contains("\\") && isGood(text))
          .forEach(manifests::add);
    }

    assertThat(manifests).isNotEmpty();
    manifests.forEach(
        text -> assertThat(SCHEMA.validate(YAMLMapper.shared().readTree(text))).as(text).isEmpty());
  }

  private static boolean isGood(String manifest) {
    try {
      ManifestReader.read(manifest, Map.of());
      return true;
    } catch (AdapterException.ConfigInvalid e) {
      return false;
    }
  }

  /** The words that faults name, by the faults' paths. */
  private static Map<String, Set<String>> told(List<SettingFault> faults) {
    Map<String, Set<String>> told = new HashMap<>();
    for (SettingFault fault : faults) {
      Matcher words = ONE_OF.matcher(fault.message());
      if (words.find()) {
        told.put(fault.path(), new TreeSet<>(Arrays.asList(words.group(1).split(", ", -1))));
      }
    }
    return told;
  }

  private static boolean isTold(List<SettingFault> faults, String path) {
    return faults.stream()
        .map(SettingFault::path)
        .anyMatch(each -> each.equals(path) || each.equals(listOf(path)));
  }

  /** A list of words is told as a whole. */
  private static String listOf(String path) {
    return path.replaceFirst("\\[\\d+]$", "");
  }

  private static JsonPointer pointer(String path) {
    String slashed = path.replace("[", ".").replace("]", "").replace(".", "/");
    return JsonPointer.compile(path.isEmpty() ? "" : "/" + slashed);
  }

  private static void put(JsonNode document, String at, String text) {
    JsonPointer pointer = JsonPointer.compile(at);
    JsonNode parent = document.at(pointer.head());
    if (parent instanceof ArrayNode list) {
      list.set(pointer.last().getMatchingIndex(), list.stringNode(text));
    } else {
      ((ObjectNode) parent).put(pointer.last().getMatchingProperty(), text);
    }
  }

  private static List<SettingFault> faults(JsonNode manifest) {
    return catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () -> ManifestReader.read(manifest.toString(), Map.of()))
        .faults();
  }

  private static JsonNode resource(ObjectMapper mapper, String name) {
    try (InputStream in = JsonSchemaTest.class.getResourceAsStream("/io/syncline/http/" + name)) {
      return mapper.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the sources of the whole project. */
  private static List<Path> files(Predicate<Path> wanted) {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(each -> each.toString().contains("/src/") && wanted.test(each))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
