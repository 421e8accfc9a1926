package io.syncline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.LargeObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents are held back until they are known to be whole and the ones that were meant. */
class SpoolTest {

  private static final int LARGE = 3 * Spool.MOST_IN_MEMORY + 1;

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Optional<InputStream> spooled(byte[] content, LargeObject wanted)
      throws IOException {
    return Spool.whole(new ByteArrayInputStream(content), wanted);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, Spool.MOST_IN_MEMORY, Spool.MOST_IN_MEMORY + 1, LARGE})
  void whatIsWantedIsReadAgainAsItWas(int length) throws Exception {
    byte[] content = bytes(length);

    try (InputStream again = spooled(content, LargeObject.ofContent(content)).orElseThrow()) {
      assertThat(again.readAllBytes()).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Spool.MOST_IN_MEMORY, LARGE})
  void whatBreaksOffOrGoesOnOrIsAnotherIsNotWanted(int length) throws Exception {
    byte[] content = bytes(length);
    byte[] another = content.clone();
    another[length - 1]++;

    assertThat(spooled(Arrays.copyOf(content, length - 1), LargeObject.ofContent(content)))
        .isEmpty();
    assertThat(spooled(Arrays.copyOf(content, length + 1), LargeObject.ofContent(content)))
        .isEmpty();
    assertThat(spooled(another, LargeObject.ofContent(content))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, LARGE})
  void aStreamThatFailsFails(int length) throws Exception {
    LargeObject wanted = LargeObject.ofContent(bytes(length));

    assertThatThrownBy(() -> Spool.whole(new Broken(), wanted))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("broken");
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      throw new IOException("broken");
    }
  }
}
