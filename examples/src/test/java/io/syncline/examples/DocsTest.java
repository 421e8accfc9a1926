package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.config.HubConfig;
import io.syncline.config.HubFile;
import io.syncline.config.TimetableConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say of the code is so: their snippets, the tests they name, and their links. */
class DocsTest {

  private static final Path ROOT = root();

  /** Its page is the tutorial for vendors. */
  private static final String VENDOR = "examples/vendor-adapter";

  /** A marker, and the fenced block behind it. */
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- snippet: (\\S+) -->\\s*```\\w*\\n(.*?)\\n```", Pattern.DOTALL);

  private static final Pattern MARKER = Pattern.compile("<!-- snippet:");

  /** Lines that say something was left out; between them, each block stands as a whole. */
  private static final Pattern LEFT_OUT = Pattern.compile("\\n?\\s*(//|#) \\.\\.\\.\\s*(\\n|$)");

  private static final Pattern NAMED_TEST =
      Pattern.compile("`([A-Z]\\w*(?:Test|Contract))\\.(\\w+)`");

  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

  @Test
  void snippetsArePartsOfCompiledSources() {
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      String text = read(page);
      List<MatchResult> snippets = SNIPPET.matcher(text).results().toList();
      assertThat(MARKER.matcher(text).results().count())
          .as("every marker of %s stands before a fenced block", page)
          .isEqualTo(snippets.size());
      for (MatchResult snippet : snippets) {
        String source = lines(read(ROOT.resolve(snippet.group(1))));
        for (String block : LEFT_OUT.splitAsStream(snippet.group(2)).toList()) {
          if (!source.contains(lines(block))) {
            wrong.add(ROOT.relativize(page) + " is not as " + snippet.group(1) + ":\n" + block);
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void testsThatArePromisedExist() {
    Map<String, String> tests = tests();
    List<MatchResult> named =
        pages().stream().flatMap(page -> NAMED_TEST.matcher(read(page)).results()).toList();

    List<String> missing =
        named.stream()
            .filter(test -> !tests.getOrDefault(test.group(1), "").contains(test.group(2) + "("))
            .map(test -> test.group(1) + "." + test.group(2))
            .toList();

    assertThat(named).hasSizeGreaterThan(50);
    assertThat(missing).isEmpty();
  }

  @Test
  void linksLeadSomewhere() {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      LINK.matcher(read(page))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !Files.exists(page.resolveSibling(target)))
          .forEach(target -> dead.add(ROOT.relativize(page) + " -> " + target));
    }

    assertThat(dead).isEmpty();
  }

  @Test
  void theYamlOfTheReadmeIsReadWithoutAFault() {
    HubConfig hub =
        HubFile.at(ROOT.resolve("examples/src/main/resources/quickstart/hub.yaml"))
            .withEnvironment(name -> Optional.of("https://crm.example"))
            .read();

    assertThat(hub.systems()).hasSize(2);
    assertThat(hub.entities()).hasSize(1);
    assertThat(hub.schedule().standard().sweep())
        .contains(new TimetableConfig.Every(Duration.ofHours(24)));
  }

  /** Compiled for the pages, and called by nobody. */
  static Hub fromYaml(Map<String, String> vault) {
    Hub hub =
        Hub.from(Path.of("hub.yaml")).secrets(name -> Optional.ofNullable(vault.get(name))).build();
    hub.start();
    return hub;
  }

  /** Without indentation and empty lines, and a line break at either end. */
  private static String lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static List<Path> pages() {
    List<Path> pages =
        new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve(VENDOR + "/README.md")));
    pages.addAll(files(ROOT.resolve("docs"), ".md"));
    return pages;
  }

  /** Sources by the name of their class. */
  private static Map<String, String> tests() {
    return Stream.of("sync-core", "sync-jdbc", "sync-http", "sync-testkit", "examples", VENDOR)
        .flatMap(module -> files(ROOT.resolve(module).resolve("src"), ".java").stream())
        .filter(file -> file.toString().matches(".*(Test|Contract)\\.java"))
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString().replace(".java", ""),
                DocsTest::read,
                String::concat));
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the whole project, from whichever folder the tests are run. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
