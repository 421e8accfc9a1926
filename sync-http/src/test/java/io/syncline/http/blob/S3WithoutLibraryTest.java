package io.syncline.http.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.BlobStoreProvider;
import io.syncline.spi.Settings;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What a host sees that has no library of S3 on its class path. */
class S3WithoutLibraryTest {

  private static final Map<String, String> SETTINGS =
      Map.of("bucket", "contents", "accessKey", "a", "secretKey", "planted");

  @Test
  void theStoreOfS3NamesWhatIsMissing() throws Exception {
    for (String missing : List.of("s3", "url-connection-client")) {
      try (URLClassLoader without = without("/software/amazon/awssdk/" + missing + "/")) {
        Object settings =
            without
                .loadClass(Settings.class.getName())
                .getMethod("of", Map.class)
                .invoke(null, SETTINGS);
        Object provider = provider(without, "s3");

        assertThatThrownBy(() -> open(provider, settings))
            .as("without %s", missing)
            .isInstanceOf(InvocationTargetException.class)
            .cause()
            .hasMessage(
                "bucket: must have s3 and url-connection-client of software.amazon.awssdk on the"
                    + " class path: contents");
      }
    }
  }

  @Test
  void otherStoresNeedNothingOfIt() throws Exception {
    try (URLClassLoader without = without("/software/amazon/")) {
      assertThat(provider(without, "file")).isNotNull();
    }
  }

  private static Object open(Object provider, Object settings) throws Exception {
    return provider.getClass().getMethod("open", settings.getClass()).invoke(provider, settings);
  }

  private static Object provider(ClassLoader loader, String type) throws Exception {
    for (Object each :
        ServiceLoader.load(loader.loadClass(BlobStoreProvider.class.getName()), loader)) {
      if (each.getClass().getMethod("type").invoke(each).equals(type)) {
        return each;
      }
    }
    throw new AssertionError("must be found: type=" + type);
  }

  /** Our own class path, but for what has this in its path. */
  private static URLClassLoader without(String part) throws MalformedURLException {
    List<URL> kept = new ArrayList<>();
    int left = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.replace(File.separatorChar, '/').contains(part)) {
        left++;
      } else {
        kept.add(Path.of(entry).toUri().toURL());
      }
    }
    assertThat(left).as("what has %s in its path", part).isPositive();
    return new URLClassLoader(kept.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
