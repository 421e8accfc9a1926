package io.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ManifestToolTest {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection: { base: "${settings.baseUrl}", auth: { bearer: "${secret.crm}" } }
      datasets: { contacts: { key: [id], scan: { call: "GET /contacts" } } }
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void aGoodManifestHasNothingToTell() throws IOException {
    assertThat(run("validate", file(MANIFEST), "baseUrl=https://crm.example")).isZero();

    assertThat(out.size()).isZero();
    assertThat(problems.size()).isZero();
  }

  @Test
  void everyFaultIsToldWithPathLineAndWhatWasMeant() throws IOException {
    String faulty = MANIFEST.replace("scan:", "scn:");

    assertThat(run("validate", file(faulty))).isEqualTo(1);

    assertThat(lines(problems))
        .containsExactly(
            "connection.base: must be set: setting=baseUrl (line 2)",
            "datasets.contacts.scn: must be a known key, did you mean scan? (line 3)");
    assertThat(HttpAdapter.manifest(Path.of(file(faulty))).validate())
        .extracting(Object::toString)
        .isEqualTo(lines(problems));
  }

  @Test
  void aFileThatIsNotThereIsAFault() {
    assertThat(run("explain", "none.yaml")).isEqualTo(1);

    assertThat(lines(problems)).containsExactly("manifest: must be a file: none.yaml");
  }

  @Test
  void callsAreExplained() throws IOException {
    assertThat(run("explain", file(MANIFEST), "baseUrl=https://crm.example/?a=b")).isEqualTo(1);
    assertThat(run("explain", file(MANIFEST), "baseUrl=https://crm.example")).isZero();

    assertThat(lines(out))
        .contains("https://crm.example", "    GET /contacts")
        .contains("      Authorization: Bearer ${secret.crm}");
  }

  @Test
  void aManifestIsDrafted() throws IOException {
    String document =
        "{\"openapi\":\"3.1.0\",\"paths\":{\"/notes\":{\"get\":{\"responses\":{\"200\":"
            + "{\"content\":{\"application/json\":{\"schema\":{\"type\":\"array\"}}}}}}}}}";

    assertThat(run("openapi", file("swagger: \"2.0\""))).isEqualTo(1);
    assertThat(run("openapi", file(document))).isZero();

    assertThat(lines(problems)).containsExactly("openapi: must be of OpenAPI 3.0 or 3.1: 2.0");
    assertThat(lines(out)).contains("adapter: http/v1", "      call: \"GET /notes\"");
  }

  @Test
  void theSchemaIsPrinted() {
    assertThat(run("schema")).isZero();

    assertThat(JsonMapper.shared().readTree(out.toByteArray()).at("/$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
  }

  @Test
  void whatIsNoCommandIsAnsweredWithTheUsage() {
    for (List<String> arguments :
        List.of(
            List.<String>of(),
            List.of("validate"),
            List.of("check", "crm.yaml"),
            List.of("explain", "crm.yaml", "baseUrl"))) {
      problems.reset();

      assertThat(run(arguments.toArray(String[]::new))).as("%s", arguments).isEqualTo(2);
      assertThat(lines(problems).get(0)).startsWith("validate FILE [NAME=VALUE ...]");
    }
  }

  private int run(String... arguments) {
    return ManifestTool.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(problems, true, StandardCharsets.UTF_8));
  }

  private String file(String manifest) throws IOException {
    return Files.writeString(folder.resolve("crm.yaml"), manifest).toString();
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
