package io.syncline.jdbc.capture.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogPositionTest {

  private static final LogPosition.Origin ORIGIN = new LogPosition.Origin("7/1/crm", "1/2/3");

  private static LogPosition copied(LogPosition position) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    position.write(new DataOutputStream(bytes));
    return LogPosition.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  @Test
  void positionsSurviveBeingWritten() throws IOException {
    LogPosition plain = LogPosition.at(ORIGIN, 0x16_b374d848L);
    LogPosition within = new LogPosition(ORIGIN, -1, 7, Optional.of(new Unseen(99, Set.of(3, -5))));

    assertThat(copied(plain)).isEqualTo(plain);
    assertThat(copied(within)).isEqualTo(within);
    assertThat(plain.hint()).isEqualTo("after 16/B374D848");
    assertThat(within.hint()).isEqualTo("after FFFFFFFF/FFFFFFFF and 7 changes more");
  }

  @Test
  void belowThePlaceWhereItWasTakenOnlyWhatWasOpenIsTold() {
    Unseen unseen = new Unseen(100, Set.of(7));

    assertThat(unseen.tells(new LogMessage.Begin(99, Instant.EPOCH, 7))).isTrue();
    assertThat(unseen.tells(new LogMessage.Begin(99, Instant.EPOCH, 8))).isFalse();
    assertThat(unseen.tells(new LogMessage.Begin(100, Instant.EPOCH, 8))).isTrue();
  }

  @Test
  void whatWasOpenIsForgottenOnceItIsPassed() {
    LogPosition taken = new LogPosition(ORIGIN, 50, 0, Optional.of(new Unseen(100, Set.of(7))));

    assertThat(taken.passed(99).unseen()).isPresent();
    assertThat(taken.passed(100).unseen()).isEmpty();
    assertThat(taken.within(100, 3).unseen()).isEmpty();
  }
}
