package io.syncline.jdbc.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** One script of this package, which Flyway need not search the class path for. */
final class MigrationScript extends LoadableResource {

  private final String name;
  private final String text;

  private MigrationScript(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** The scripts of one folder beside this class. */
  static ResourceProvider provider(String folder, List<String> names) {
    List<MigrationScript> scripts = names.stream().map(name -> load(folder, name)).toList();
    return new ResourceProvider() {
      @Override
      public @Nullable LoadableResource getResource(String name) {
        return scripts.stream().filter(each -> each.name.equals(name)).findFirst().orElse(null);
      }

      @Override
      public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return scripts.stream()
            .filter(each -> each.name.startsWith(prefix))
            .filter(each -> Stream.of(suffixes).anyMatch(each.name::endsWith))
            .<LoadableResource>map(each -> each)
            .toList();
      }
    };
  }

  private static MigrationScript load(String folder, String name) {
    String path = folder + "/" + name;
    try (InputStream script = MigrationScript.class.getResourceAsStream(path)) {
      if (script == null) {
        throw new IllegalStateException("must be packed with its class: script=" + path);
      }
      return new MigrationScript(name, new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("must be read: script=" + path, e);
    }
  }

  @Override
  public Reader read() {
    return new StringReader(text);
  }

  @Override
  public String getAbsolutePath() {
    return name;
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return name;
  }

  @Override
  public String getFilename() {
    return name;
  }

  @Override
  public String getRelativePath() {
    return name;
  }
}
