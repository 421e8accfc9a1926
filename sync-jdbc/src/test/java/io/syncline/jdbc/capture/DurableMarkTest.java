package io.syncline.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.dialect.JournalDurability;
import org.junit.jupiter.api.Test;

/** A mark moves to what is on disk, and no further. */
class DurableMarkTest {

  private static JournalDurability log(long written, long flushed) {
    return new JournalDurability("g", written, flushed);
  }

  @Test
  void whereAllIsOnDiskItIsAtWhatHasEnded() {
    assertThat(DurableMark.begin(log(100, 100), 5, 9).settled()).isEqualTo(9);
  }

  @Test
  void itWaitsForWhatWasWrittenWhenItLookedHoweverMuchIsWrittenSince() {
    DurableMark mark = DurableMark.begin(log(100, 80), 5, 9);
    assertThat(mark.settled()).isEqualTo(5);

    mark = mark.moved(log(200, 99), 20);
    assertThat(mark.settled()).isEqualTo(5);

    mark = mark.moved(log(300, 100), 30);
    assertThat(mark.settled()).isEqualTo(9);

    mark = mark.moved(log(400, 300), 40);
    assertThat(mark.settled()).isEqualTo(30);
  }
}
