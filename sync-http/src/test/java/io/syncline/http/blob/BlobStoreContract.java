package io.syncline.http.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.LargeObject;
import io.syncline.spi.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store owes. */
abstract class BlobStoreContract {

  private static final long SEED = 20_241;

  abstract BlobStore store();

  /** How many contents are there, and halves of such. */
  abstract long kept() throws IOException;

  /** Changes one byte of the only content behind the store's back. */
  abstract void damage(LargeObject content) throws IOException;

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(SEED + length).nextBytes(bytes);
    return bytes;
  }

  private LargeObject put(byte[] content) throws IOException {
    return store().put(new ByteArrayInputStream(content), content.length).orElseThrow();
  }

  private byte[] read(LargeObject wanted) throws IOException {
    try (InputStream content = store().open(wanted).orElseThrow()) {
      return content.readAllBytes();
    }
  }

  @Test
  void aContentIsReadAsItWasPut() throws IOException {
    for (int length : new int[] {0, 1, 70_000, (int) S3Upload.PART_BYTES + 1}) {
      byte[] content = bytes(length);

      LargeObject stored = put(content);

      assertThat(stored).isEqualTo(LargeObject.ofContent(content));
      assertThat(store().holds(stored)).as("%d bytes", length).isTrue();
      assertThat(read(stored)).as("%d bytes", length).isEqualTo(content);
    }
  }

  @Test
  void oneThatIsPutTwiceIsThereOnce() throws IOException {
    byte[] content = bytes(1000);

    assertThat(put(content)).isEqualTo(put(content));
    assertThat(kept()).isEqualTo(1);
  }

  @Test
  void oneThatIsNotThereIsEmpty() throws IOException {
    LargeObject stored = put(bytes(1000));
    LargeObject other = LargeObject.ofContent(bytes(1001));

    assertThat(store().open(other)).isEmpty();
    assertThat(store().holds(other)).isFalse();
    assertThat(store().holds(new LargeObject(stored.digest(), 999))).isFalse();
  }

  @Test
  void oneThatIsTooLongIsRefusedAndNothingOfItStays() throws IOException {
    byte[] content = bytes(100_000);

    assertThat(store().put(new ByteArrayInputStream(content), content.length - 1)).isEmpty();
    assertThat(kept()).isZero();
  }

  @Test
  void nothingStaysOfOneThatBreaksOff() throws IOException {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes(100_000)),
            new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] into, int offset, int most) throws IOException {
                throw new IOException("cut");
              }
            });

    assertThatThrownBy(() -> store().put(broken, Long.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessage("cut");
    assertThat(kept()).isZero();
  }

  @Test
  void oneThatWasChangedNeverEndsAsIfItWereWhole() throws IOException {
    LargeObject stored = put(bytes(70_000));
    damage(stored);

    assertThatThrownBy(() -> read(stored))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("must be " + stored + " and is damaged: sha-256:");
  }

  @Test
  @Timeout(60)
  void oneThatIsNotReadToItsEndIsClosedAtOnce() throws IOException {
    LargeObject stored = put(bytes((int) S3Upload.PART_BYTES + 1));
    for (int i = 0; i < 60; i++) { // more than a client has connections
      try (InputStream content = store().open(stored).orElseThrow()) {
        assertThat(content.read()).isNotNegative();
      }
    }
  }

  @Test
  void manyMayPutTheSameAtOnce() throws Exception {
    byte[] content = bytes(300_000);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<LargeObject>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(threads.submit(() -> put(content)));
      }
      for (Future<LargeObject> each : all) {
        assertThat(each.get()).isEqualTo(LargeObject.ofContent(content));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(kept()).isEqualTo(1);
    assertThat(read(LargeObject.ofContent(content))).isEqualTo(content);
  }
}
