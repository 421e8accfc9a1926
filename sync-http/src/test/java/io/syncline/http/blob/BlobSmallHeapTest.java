package io.syncline.http.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.LargeObject;
import io.syncline.model.SystemClock;
import io.syncline.spi.BlobStore;
import io.syncline.spi.Settings;
import io.syncline.testkit.fixture.SmallProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A content of 100 MB goes in and out within a heap that is a third of it. */
class BlobSmallHeapTest {

  private static final String HEAP = "-Xmx32m";
  private static final int LENGTH = 100 << 20;

  @TempDir private Path folder;

  @Test
  void aContentThatIsLargerThanTheHeapGoesThroughAFolder() throws Exception {
    assertThat(run("folder", folder.toString())).isEqualTo("read " + LENGTH);
  }

  @Test
  void aContentThatIsLargerThanTheHeapGoesThroughABucket() throws Exception {
    try (S3Server server = S3Server.start(folder)) {
      List<String> settings = new ArrayList<>();
      server.settings().forEach((name, value) -> settings.addAll(List.of(name, value)));

      assertThat(run(settings.toArray(String[]::new))).isEqualTo("read " + LENGTH);
      assertThat(server.files()).hasSize(1);
    }
  }

  private static String run(String... settings) throws IOException, InterruptedException {
    return SmallProcess.run(HEAP, Program.class, settings);
  }

  /** Puts a content, and reads it back. */
  static final class Program {

    public static void main(String[] pairs) throws IOException {
      Map<String, String> settings = new TreeMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        settings.put(pairs[i], pairs[i + 1]);
      }
      try (BlobStore store =
          settings.containsKey("folder")
              ? FileBlobStore.in(Path.of(settings.get("folder")), SystemClock.get())
              : new S3BlobStoreProvider().open(Settings.of(settings))) {
        LargeObject stored = store.put(new Noise(), LENGTH).orElseThrow();
        try (InputStream content = store.open(stored).orElseThrow()) {
          System.out.println("read " + content.transferTo(java.io.OutputStream.nullOutputStream()));
        }
      }
    }
  }

  /** As many bytes from a seed. */
  private static final class Noise extends InputStream {
    private final Random random = new Random(7);
    private int left = LENGTH;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
      int length = Math.min(left, most);
      byte[] piece = new byte[length];
      random.nextBytes(piece);
      System.arraycopy(piece, 0, into, offset, length);
      left -= length;
      return length == 0 ? -1 : length;
    }
  }
}
