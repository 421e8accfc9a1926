package io.syncline.testkit.simulation;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.tools.ToolProvider;

/**
 * A core with one fault in it. The faulty class is compiled into a folder that stands first on the
 * class path of a loader that shares nothing with ours, so that everything meets the faulty one.
 */
final class FaultyCore {

  private final Path folder;

  FaultyCore(Path folder) {
    this.folder = folder;
  }

  /** Plants the bug. */
  FaultyCore with(Bug bug) throws IOException {
    Path source = folder.resolve(Path.of(bug.faulty()).getFileName() + ".java");
    Files.writeString(source, bug.source());
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                errors,
                errors,
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    if (failed != 0) {
      throw new IllegalStateException(
          "must compile: " + bug.faulty() + "\n" + errors.toString(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** What the first of these histories that broke says; empty text where all held. */
  String play(Class<? extends Function<int[], String>> kind, int[] seeds)
      throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      @SuppressWarnings("unchecked")
      Function<int[], String> hunt =
          (Function<int[], String>) loader.loadClass(kind.getName()).getConstructor().newInstance();
      return hunt.apply(seeds);
    }
  }

  private URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    urls.add(folder.toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
