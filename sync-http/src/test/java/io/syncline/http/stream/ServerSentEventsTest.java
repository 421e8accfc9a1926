package io.syncline.http.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Streams, most of them the examples of the HTML standard, section 9.2.6. */
class ServerSentEventsTest {

  private static List<ServerSentEvent> read(String stream) {
    return new ServerSentEvents(1000).take(stream.getBytes(StandardCharsets.UTF_8));
  }

  private static ServerSentEvent message(String data, String lastId) {
    return new ServerSentEvent("message", data, lastId);
  }

  @Test
  void linesOfDataAreJoined() {
    assertThat(read("data: YHOO\ndata: +2\ndata: 10\n\n"))
        .containsExactly(message("YHOO\n+2\n10", ""));
  }

  @Test
  void commentsAreNoEventsAndIdsStayUntilTheyAreEmptied() {
    assertThat(
            read(
                """
                : test stream

                data: first event
                id: 1

                data:second event
                id

                data:  third event

                """))
        .containsExactly(
            message("first event", "1"), message("second event", ""), message(" third event", ""));
    assertThat(read("id: 7\ndata: a\n\ndata: b\n\n"))
        .containsExactly(message("a", "7"), message("b", "7"));
  }

  @Test
  void emptyDataIsAnEventAndTheEndOfTheStreamIsNone() {
    assertThat(read("data\n\ndata\ndata\n\ndata:"))
        .containsExactly(message("", ""), message("\n", ""));
  }

  @Test
  void aBlankBehindTheColonIsLeftOut() {
    assertThat(read("data:test\n\ndata: test\n\n"))
        .containsExactly(message("test", ""), message("test", ""));
  }

  @Test
  void eventsHaveNames() {
    assertThat(read("event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\ndata: 1\n\n"))
        .containsExactly(
            new ServerSentEvent("add", "73857293", ""),
            new ServerSentEvent("remove", "2153", ""),
            message("1", ""));
    assertThat(read("event: add\n\ndata: 1\n\n")).containsExactly(message("1", ""));
  }

  @Test
  void aByteOrderMarkIsLeftOutAndOtherFieldsMeanNothing() {
    assertThat(read("\uFEFFdata: a\nother: b\nDATA: c\n\n")).containsExactly(message("a", ""));
  }

  @Test
  void anIdWithANullIsNone() {
    assertThat(read("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"))
        .containsExactly(message("a", "1"), message("b", "1"));
  }

  @Test
  void theStreamSaysHowLongToWait() {
    ServerSentEvents events = new ServerSentEvents(1000);

    assertThat(events.take("retry: 2500\nretry: soon\n\n".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();

    assertThat(events.retry()).contains(Duration.ofMillis(2500));
  }

  @Test
  void whereverItIsCutAndHoweverLinesEndItIsTheSame() {
    String stream = ":\n\nid: 1\nevent: ä\ndata: 北京\ndata: 2\n\nretry: 5\ndata: b\n\n";
    List<ServerSentEvent> expected = read(stream);
    assertThat(expected).hasSize(2);
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String ends = List.of("\n", "\r", "\r\n").get(random.nextInt(3));
      byte[] bytes = stream.replace("\n", ends).getBytes(StandardCharsets.UTF_8);
      ServerSentEvents events = new ServerSentEvents(1000);
      List<ServerSentEvent> found = new ArrayList<>();
      int at = 0;
      while (at < bytes.length) {
        int end = Math.min(bytes.length, at + random.nextInt(6));
        found.addAll(events.take(Arrays.copyOfRange(bytes, at, end)));
        at = end;
      }
      assertThat(found).as("seed %s", seed).isEqualTo(expected);
    }
  }

  @Test
  void anEventThatIsTooLargeIsRefusedBeforeItIsHeld() {
    ServerSentEvents events = new ServerSentEvents(10);
    byte[] part = "data: 01\n".getBytes(StandardCharsets.UTF_8);

    assertThat(events.take(part)).isEmpty();

    assertThatThrownBy(() -> events.take("data: 0123456789".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ServerSentEvents.TooLarge.class)
        .hasMessage("an event of more than 10 bytes");
  }
}
