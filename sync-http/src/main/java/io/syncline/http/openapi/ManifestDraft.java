package io.syncline.http.openapi;

import io.syncline.spi.AdapterException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A manifest as a document of OpenAPI suggests it. */
public final class ManifestDraft {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s{}?#@]+");

  private ManifestDraft() {}

  /**
   * Reads a document of OpenAPI 3.0 or 3.1, in YAML or JSON.
   *
   * @return the manifest, in YAML; it is refused until a person has filled in its markers, {@code
   *     ${TODO ...}}
   * @throws AdapterException.ConfigInvalid where it is no such document, or lists nothing
   */
  public static String of(Path file) {
    return of(ApiDocument.read(file));
  }

  static String of(ApiDocument document) {
    ApiResource.Found found = ApiResource.of(document);
    if (found.resources().isEmpty()) {
      throw ApiDocument.invalid("must have a path that lists records, such as GET /contacts");
    }
    List<String> lines = new ArrayList<>();
    String title = document.root().path("info").path("title").asString("a service");
    lines.add(Yaml.comment("A draft from the OpenAPI document of " + title + "."));
    lines.add(Yaml.comment("What says TODO needs a person; read the rest too."));
    lines.add("adapter: http/v1");
    lines.add("connection:");
    lines.addAll(indented(base(document)));
    lines.addAll(indented(new AuthDraft(document).lines()));
    found.resources().stream()
        .flatMap(each -> DatasetDraft.failure(each).stream())
        .findFirst()
        .ifPresent(line -> lines.add("  " + line));
    lines.add("datasets:");
    for (ApiResource resource : found.resources()) {
      lines.add("  " + Yaml.text(resource.name()) + ":");
      lines.addAll(indented(indented(new DatasetDraft(resource).lines())));
    }
    for (String path : found.leftOut()) {
      lines.add("  " + Yaml.comment(path + " is left out: it is below a record of another list"));
    }
    return String.join("\n", lines) + "\n";
  }

  /** The only server there is, if it is an address; else a setting says it. */
  private static List<String> base(ApiDocument document) {
    List<String> servers =
        document.root().path("servers").values().stream()
            .map(JsonNode.class::cast)
            .map(server -> server.path("url").asString(""))
            .toList();
    Optional<String> only =
        servers.stream()
            .filter(url -> servers.size() == 1 && ADDRESS.matcher(url).matches())
            .findFirst();
    if (only.isPresent()) {
      return List.of("base: " + only.get());
    }
    String known = servers.isEmpty() ? "the document names none" : String.join(", ", servers);
    return List.of("base: ${settings.baseUrl} " + Yaml.comment("an address; of these: " + known));
  }

  private static List<String> indented(List<String> lines) {
    return lines.stream().map("  "::concat).toList();
  }
}
