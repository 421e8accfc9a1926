package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSideChannelTest {

  private static final Row EVERY_KIND =
      Row.builder()
          .set("null", Value.NULL)
          .set("boolean", Value.of(true))
          .set("small", Value.of(-1L))
          .set("large", Value.of(Long.MAX_VALUE))
          .set("decimal", Value.of(new BigDecimal("-123456789012345678901234567890.0123")))
          .set("huge", Value.of(new BigDecimal("1E+5000")))
          .set("double", Value.of(0.1 + 0.2))
          .set("no number", Value.of(Double.NaN))
          .set("text", Value.of("'\"\\ \u0000\n\u4e2d\ud83d\ude00{\"decimal\":\"1\"}"))
          .set("half a pair", Value.of("a\ud83d"))
          .set("binary", Value.of(new byte[] {0, -1, 127, -128}))
          .set("date", Value.of(LocalDate.of(2024, 2, 29)))
          .set("time", Value.of(LocalTime.of(23, 59, 59, 1)))
          .set("date and time", Value.of(LocalDateTime.of(2024, 3, 31, 2, 30)))
          .set("instant", Value.of(Instant.parse("2024-02-29T23:59:59.123456789Z")))
          .set("uuid", Value.of(new UUID(1, 2)))
          .set("list", new Value.Sequence(List.of(Value.of(1L), Value.of("1"), Value.NULL)))
          .set("set", Value.set(Set.of(Value.of(1.5), Value.of(2L))))
          .set("struct", new Value.Struct(Map.of("a", Value.of(BigDecimal.TEN))))
          .build();

  private static final NativeKey KEY = NativeKey.of("a|b", "c\\");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("calls.jsonl");
  }

  /** One record under the key that it is made with. */
  private static final class OneRecord implements SideChannel {
    private final Map<NativeKey, Row> records = new HashMap<>();

    @Override
    public NativeKey create(Row fields) {
      if (records.containsKey(KEY)) {
        throw new IllegalArgumentException("there is one, and the password is 4711");
      }
      records.put(KEY, fields);
      return KEY;
    }

    @Override
    public void change(NativeKey key, Row fields) {
      records.computeIfPresent(key, (same, row) -> row.with(fields));
    }

    @Override
    public void delete(NativeKey key) {
      records.remove(key);
    }

    @Override
    public Map<NativeKey, Row> all() {
      return Map.copyOf(records);
    }
  }

  private void record() {
    try (RecordedSideChannel channel = RecordedSideChannel.recording(new OneRecord(), file)) {
      channel.create(EVERY_KIND);
      channel.all();
    }
  }

  @Test
  void keysAndValuesOfEveryKindSurvive() {
    Row edit = Row.of("small", Value.of("now text"));
    String mark;
    try (RecordedSideChannel channel = RecordedSideChannel.recording(new OneRecord(), file)) {
      mark = channel.mark();
      channel.create(EVERY_KIND);
      channel.all();
      channel.change(KEY, edit);
      channel.all();
      channel.read(KEY);
      channel.deleteAll(List.of(KEY));
      channel.all();
      channel.read(KEY);
    }

    try (RecordedSideChannel channel = RecordedSideChannel.replaying(file)) {
      assertThat(channel.mark()).isEqualTo(mark);
      assertThat(channel.create(EVERY_KIND)).isEqualTo(KEY);
      assertThat(channel.all()).isEqualTo(Map.of(KEY, EVERY_KIND));
      channel.change(KEY, edit);
      assertThat(channel.all()).isEqualTo(Map.of(KEY, EVERY_KIND.with(edit)));
      assertThat(channel.read(KEY)).contains(EVERY_KIND.with(edit));
      channel.deleteAll(List.of(KEY));
      assertThat(channel.all()).isEmpty();
      assertThat(channel.read(KEY)).isEmpty();
      channel.end();
    }
  }

  @Test
  void anotherCallFailsAndSaysWhatWasRecordedForEver() {
    record();

    try (RecordedSideChannel channel = RecordedSideChannel.replaying(file)) {
      assertThatThrownBy(() -> channel.create(EVERY_KIND.with(Row.of("small", Value.of(7L)))))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith(
              "the replay differs from the recording, " + file + " line 1: asked for create")
          .hasMessageContaining("small=7")
          .hasMessageContaining("and recorded was create")
          .hasMessageContaining("small=-1");
      assertThatThrownBy(() -> channel.create(EVERY_KIND))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("line 1");
      assertThatThrownBy(channel::end).hasMessageContaining("line 1");
    }
  }

  @Test
  void moreAndFewerCallsFail() {
    record();

    try (RecordedSideChannel channel = RecordedSideChannel.replaying(file)) {
      channel.create(EVERY_KIND);
      assertThatThrownBy(channel::end)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(
              "line 2: asked for nothing more, and recorded was {\"call\":\"all\"");
    }
    try (RecordedSideChannel channel = RecordedSideChannel.replaying(file)) {
      channel.create(EVERY_KIND);
      channel.all();
      assertThatThrownBy(channel::all)
          .isInstanceOf(AssertionError.class)
          .hasMessageEndingWith("line 3: asked for all, and the recording ends");
    }
  }

  @Test
  void whatFailedFailsAgainAndItsTextIsNotKept() throws IOException {
    try (RecordedSideChannel channel = RecordedSideChannel.recording(new OneRecord(), file)) {
      channel.create(EVERY_KIND);
      assertThatThrownBy(() -> channel.create(EVERY_KIND))
          .isInstanceOf(IllegalArgumentException.class);
    }

    assertThat(Files.readString(file)).doesNotContain("4711");
    try (RecordedSideChannel channel = RecordedSideChannel.replaying(file)) {
      channel.create(EVERY_KIND);
      assertThatThrownBy(() -> channel.create(EVERY_KIND))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("create failed when it was recorded: java.lang.IllegalArgumentException");
      channel.end();
    }
  }

  @Test
  void whatIsNoRecordingIsRefused() throws IOException {
    Files.writeString(file, "no json\n");

    try (RecordedSideChannel channel = RecordedSideChannel.replaying(file)) {
      assertThatThrownBy(channel::all)
          .isInstanceOf(AssertionError.class)
          .hasMessageEndingWith(file + " line 1: must be a line of JSON: no json");
    }
    assertThatThrownBy(() -> RecordedSideChannel.replaying(folder.resolve("none")))
        .hasMessage("must be a recording that can be read: " + folder.resolve("none"));
  }
}
