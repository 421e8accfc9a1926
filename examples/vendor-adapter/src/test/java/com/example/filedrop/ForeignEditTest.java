package com.example.filedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody without the lock replaces the file in the middle of a call. */
class ForeignEditTest {

  private static final String AFTER = "id,name\n1,theirs\n2,theirs\n";

  @TempDir private Path folder;

  /** A list of one, which the adapter asks in the middle of its work; the file is replaced then. */
  private final class Trap<T> extends AbstractList<T> {

    private final T only;
    private final int asks;
    private int asked;

    private Trap(T only, int asks) {
      this.only = only;
      this.asks = asks;
    }

    @Override
    public T get(int index) {
      asked++;
      if (asked == asks) {
        replace();
      }
      return only;
    }

    @Override
    public int size() {
      return 1;
    }
  }

  private void replace() {
    try {
      Path theirs = Files.writeString(folder.resolve("theirs"), AFTER);
      Files.move(theirs, folder.resolve("a.csv"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatWasReadMeanwhileIsNotAnswered() {
    try (Drop drop = Drop.of(folder.resolve("a.csv"), "id,name\n1,ours\n")) {
      List<NativeKey> keys = new Trap<>(NativeKey.of("1"), 1);

      assertThatThrownBy(() -> drop.dataset().pointReader().orElseThrow().read(keys, Drop.WITHIN))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessage("changed while it was read: dataset=a.csv");
    }
  }

  @Test
  void whatWasDecidedMeanwhileIsNotWrittenOverIt() {
    try (Drop drop = Drop.of(folder.resolve("a.csv"), "id,name\n1,ours\n")) {
      List<Write> batch = new Trap<>(drop.update("1", Map.of("name", "x")), 2);

      assertThat(drop.dataset().writer().orElseThrow().write(batch, Drop.WITHIN))
          .containsExactly(
              new WriteOutcome.Unavailable(
                  Duration.ofSeconds(1), "changed by somebody who does not hold the lock"));
      assertThat(drop.text()).isEqualTo(AFTER);
      assertThat(folder.resolve("a.csv.tmp")).doesNotExist();
    }
  }

  @Test
  void theNextCallSeesTheirFile() {
    try (Drop drop = Drop.of(folder.resolve("a.csv"), "id,name\n1,ours\n")) {
      replace();

      assertThat(Drop.keys(drop.scan(10))).containsExactly("1", "2");
      drop.write(drop.update("2", Map.of("name", "x")));
      assertThat(drop.text()).isEqualTo("id,name\n1,theirs\n2,x\n");
    }
  }
}
