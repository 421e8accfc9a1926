package io.syncline.benchmarks;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * JMH starts JVMs of its own on the class path that this one names as its own. Run by Maven's
 * {@code exec:java} that would be Maven's; the class loader knows the right one.
 */
public final class ForkClassPath {

  private static final String PROPERTY = "java.class.path";

  private ForkClassPath() {}

  /** Does nothing where the class path is already ours, as when started from an IDE. */
  public static void publish() {
    if (ForkClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
      System.setProperty(PROPERTY, of(loader.getURLs()));
    }
  }

  static String of(URL... urls) {
    List<String> paths = new ArrayList<>();
    for (URL url : urls) {
      try {
        URI location = url.toURI();
        paths.add(Path.of(location).toString());
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("must be a file: url=" + url, e);
      }
    }
    return String.join(File.pathSeparator, paths);
  }
}
