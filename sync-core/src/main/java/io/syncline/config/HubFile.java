package io.syncline.config;

import io.syncline.mapping.Lens;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.reconcile.policy.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One YAML file that declares a hub: the same that the builder says in code. Immutable; each method
 * but {@link #read()} gives a file that knows more.
 *
 * <p>Any value may refer to the environment as <code>${env:NAME}</code>, settings also to secrets
 * as <code>${secret:NAME}</code>, which stay references. Relative paths in settings are resolved
 * against the file's folder.
 */
public final class HubFile {

  private final Path path;
  private final Vocabularies words;
  private final Function<String, Optional<String>> environment;

  private HubFile(Path path, Vocabularies words, Function<String, Optional<String>> environment) {
    this.path = path;
    this.words = words;
    this.environment = environment;
  }

  public static HubFile at(Path path) {
    return new HubFile(
        path, Vocabularies.standard(), name -> Optional.ofNullable(System.getenv(name)));
  }

  /**
   * Reads the file as it is, with the built-in names alone.
   *
   * @throws ConfigException naming every mistake, each with its path and line
   */
  public static HubConfig read(Path path) {
    return at(path).read();
  }

  /**
   * Reads a declaration that is in no file, with the built-in names alone. Relative paths in
   * settings are meant from the working folder.
   *
   * @throws ConfigException naming every mistake, each with its path and line
   */
  public static HubConfig parse(String text) {
    return at(Path.of("")).read("text", text);
  }

  /** Also a lens of the host's own, by the name and arguments that the file gives. */
  public HubFile withLens(String name, Function<Arguments, Lens> factory) {
    return with(words.withLenses(words.lenses().with(name, factory)));
  }

  /** Also a policy of the host's own. */
  public HubFile withConflictPolicy(String name, Function<Arguments, ConflictPolicy> factory) {
    return with(words.withConflicts(words.conflicts().with(name, factory)));
  }

  /** Also a policy of the host's own. */
  public HubFile withDeletePolicy(String name, Function<Arguments, DeletePolicy> factory) {
    return with(words.withDeletes(words.deletes().with(name, factory)));
  }

  /** Also a normaliser of the host's own, for the fields that records are matched on. */
  public HubFile withNormaliser(String name, Normaliser normaliser) {
    return with(words.withNormalisers(words.normalisers().with(name, normaliser)));
  }

  /** Also a measure of the host's own, for the fields that are compared by likeness. */
  public HubFile withSimilarity(String name, Similarity measure) {
    return with(words.withSimilarities(words.similarities().with(name, measure)));
  }

  /** What <code>${env:NAME}</code> stands for; at first the variables of this process. */
  public HubFile withEnvironment(Function<String, Optional<String>> variables) {
    return new HubFile(path, words, variables);
  }

  private HubFile with(Vocabularies more) {
    return new HubFile(path, more, environment);
  }

  /**
   * Reads the file. Opens nothing else.
   *
   * @throws ConfigException naming every mistake, each with its path and line
   */
  public HubConfig read() {
    return read(path.toString(), text());
  }

  private HubConfig read(String name, String text) {
    Reading reading = new Reading(environment);
    Place root = new Place("", YamlText.parse(name, text), reading);
    Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(Path.of(""));
    HubConfig config = new HubReader(words).read(root, folder);
    HubCheck.check(config, reading.faults());
    if (!reading.faults().isEmpty()) {
      throw new ConfigException(reading.located());
    }
    return config;
  }

  private String text() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new ConfigException(
          List.of(
              new ConfigFault(
                  path.toString(), "must be a readable file in UTF-8: " + e.getMessage())));
    }
  }
}
