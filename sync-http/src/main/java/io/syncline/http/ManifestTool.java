package io.syncline.http;

import io.syncline.http.openapi.ManifestDraft;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Looks at manifests from the command line, and calls nobody:
 *
 * <pre>{@code
 * java -cp ... io.syncline.http.ManifestTool validate crm.yaml baseUrl=https://crm.example
 * }</pre>
 */
public final class ManifestTool {

  private static final String USAGE =
      """
      validate FILE [NAME=VALUE ...]  tells what is wrong with a manifest, with values for its ${settings.NAME}
      explain FILE [NAME=VALUE ...]   tells which calls it makes, and what becomes of their answers
      openapi FILE                    drafts a manifest from what an OpenAPI document says of a service
      schema                          prints the JSON Schema of manifests, for editors\
      """;

  private static final int GOOD = 0;
  private static final int FAULTY = 1;
  private static final int MISUSED = 2;

  private ManifestTool() {}

  /** Ends the process: 0 where all is well, 1 where the manifest is wrong, 2 where the call is. */
  public static void main(String... arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream problems) {
    if (arguments.equals(List.of("schema"))) {
      out.print(schema());
      return GOOD;
    }
    if (arguments.size() == 2 && arguments.get(0).equals("openapi")) {
      return draft(Path.of(arguments.get(1)), out, problems);
    }
    boolean known =
        arguments.size() >= 2
            && List.of("validate", "explain").contains(arguments.get(0))
            && arguments.stream().skip(2).allMatch(each -> each.indexOf('=') > 0);
    if (!known) {
      problems.println(USAGE);
      return MISUSED;
    }
    HttpAdapter adapter = HttpAdapter.manifest(Path.of(arguments.get(1)));
    for (String setting : arguments.subList(2, arguments.size())) {
      int equals = setting.indexOf('=');
      adapter = adapter.setting(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return arguments.get(0).equals("explain")
        ? explain(adapter, out, problems)
        : validate(adapter, out, problems);
  }

  /** Hooks are in the host's process, and need not be in this one. */
  private static int validate(HttpAdapter adapter, PrintStream out, PrintStream problems) {
    int told = told(adapter.validate(), problems);
    if (told == GOOD) {
      adapter.hooks().forEach(id -> out.println("needs the hook " + id));
    }
    return told;
  }

  private static int explain(HttpAdapter adapter, PrintStream out, PrintStream problems) {
    try {
      out.print(adapter.explain());
      return GOOD;
    } catch (AdapterException.ConfigInvalid e) {
      return told(e.faults(), problems);
    }
  }

  private static int draft(Path document, PrintStream out, PrintStream problems) {
    try {
      out.print(ManifestDraft.of(document));
      return GOOD;
    } catch (AdapterException.ConfigInvalid e) {
      return told(e.faults(), problems);
    }
  }

  private static int told(List<SettingFault> faults, PrintStream problems) {
    faults.forEach(problems::println);
    return faults.isEmpty() ? GOOD : FAULTY;
  }

  private static String schema() {
    String name = "manifest.schema.json";
    try (InputStream in =
        Objects.requireNonNull(ManifestTool.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
