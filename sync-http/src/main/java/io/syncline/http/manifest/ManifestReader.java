package io.syncline.http.manifest;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a manifest, or tells everything that is wrong with it. */
public final class ManifestReader {

  private ManifestReader() {}

  /**
   * Reads a file in YAML or JSON.
   *
   * @param settings values for {@code ${settings.name}}; one that no key refers to is a fault
   * @throws AdapterException.ConfigInvalid naming every fault, with its path and line
   */
  public static Manifest read(Path file, Map<String, String> settings) {
    try {
      return read(Files.readString(file), settings, Optional.of(file.resolveSibling("")));
    } catch (NoSuchFileException e) {
      throw unreadable("must be a file: " + file);
    } catch (IOException e) {
      throw unreadable("must be readable as UTF-8: " + file);
    }
  }

  /** As {@link #read(Path, Map)}, from text. */
  public static Manifest read(String text, Map<String, String> settings) {
    return read(text, settings, Optional.empty());
  }

  private static Manifest read(
      String text, Map<String, String> settings, Optional<Path> directory) {
    Faults faults = new Faults();
    Source source = new Source(faults, settings, new TreeSet<>(), new TreeSet<>(), directory);
    Optional<Manifest> manifest =
        new NodeReader(faults)
            .read(text)
            .flatMap(node -> root(node, source))
            .map(ManifestReader::manifest);
    for (String name : settings.keySet()) {
      if (manifest.isPresent() && !source.used().contains(name)) {
        faults.add("settings." + name, 1, unused(name, source.used()));
      }
    }
    if (manifest.isEmpty() || !faults.all().isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults.all());
    }
    return manifest.get();
  }

  private static Optional<Section> root(Node node, Source source) {
    if (node instanceof Node.Branch branch) {
      return Optional.of(new Section(Presets.applied(branch, source.faults()), source));
    }
    source.faults().add(node, "must have keys below it");
    return Optional.empty();
  }

  private static Manifest manifest(Section root) {
    String format = root.requiredText("adapter");
    if (root.has("adapter") && !format.equals(Manifest.FORMAT)) {
      root.fault("adapter", "must be " + Manifest.FORMAT + ": " + format);
    }
    Section service = root.requiredSection("connection");
    ConnectionSpec connection = ConnectionReader.read(service);
    Map<String, DatasetManifest> datasets = new TreeMap<>();
    Section all = root.requiredSection("datasets");
    all.members()
        .forEach(
            (name, node) ->
                all.section(node)
                    .ifPresent(
                        section -> datasets.put(name, new DatasetReader(name, section).read())));
    withoutHooks(all, connection, datasets);
    if (root.has("datasets") && all.members().isEmpty()) {
      root.fault("datasets", "must name a dataset");
    }
    if (connection.auth() instanceof AuthSpec.Signature signature
        && new Template(signature.over()).variables().contains("body")
        && datasets.values().stream().anyMatch(DatasetManifest::uploads)) {
      service.fault("auth", "must not sign {body}: a file is not in memory, {body.sha256} can be");
    }
    LimitsReader.unmatched(service);
    root.known(Presets.KEY);
    root.end();
    return new Manifest(connection, datasets);
  }

  /** A hook sees whole calls: none of those that are within another, and answers in memory. */
  private static void withoutHooks(
      Section all, ConnectionSpec connection, Map<String, DatasetManifest> datasets) {
    datasets.forEach(
        (name, dataset) ->
            dataset
                .hook()
                .or(connection::hook)
                .ifPresent(hook -> withoutHook(all, name, dataset, hook)));
  }

  private static void withoutHook(Section all, String name, DatasetManifest dataset, String hook) {
    dataset
        .write()
        .batch()
        .filter(batch -> batch.requests().isPresent())
        .ifPresent(
            batch ->
                all.fault(
                    name + ".write.batch." + (batch.isOfParts() ? "multipart" : "requests"),
                    "must not be given with a hook, which would not see them: " + hook));
    if (dataset.scan().flatMap(ListSpec::spool).isPresent()) {
      all.fault(
          name + ".scan.spool",
          "must not be given with a hook, which takes whole answers: " + hook);
    }
  }

  private static String unused(String name, Set<String> used) {
    return Faults.unknown("must be used by the manifest", name, used);
  }

  private static AdapterException.ConfigInvalid unreadable(String message) {
    return new AdapterException.ConfigInvalid(List.of(new SettingFault("manifest", message)));
  }
}
