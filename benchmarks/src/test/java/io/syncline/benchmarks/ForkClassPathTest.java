package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkClassPathTest {

  @Test
  void foldersKeepTheirSpaces(@TempDir Path folder) throws Exception {
    Path one = folder.resolve("my classes");
    Path other = folder.resolve("other.jar");

    String path = ForkClassPath.of(one.toUri().toURL(), other.toUri().toURL());

    assertThat(path).isEqualTo(one + File.pathSeparator + other);
  }
}
