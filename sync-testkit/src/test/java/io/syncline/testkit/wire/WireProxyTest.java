package io.syncline.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireProxyTest {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int SHORT_MILLIS = 200;

  private EchoServer server;
  private WireProxy proxy;

  @BeforeEach
  void open() throws IOException {
    server = new EchoServer();
    proxy = WireProxy.to("localhost", server.port());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  private Socket client() throws IOException {
    Socket client = new Socket(proxy.host(), proxy.port());
    client.setSoTimeout(PATIENCE_MILLIS);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** So many bytes, or fewer where the connection ends before. */
  private static String receive(Socket client, int length) throws IOException {
    return new String(client.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  @Test
  void withoutFaultsAllPassesBothWays() throws IOException {
    String text = "all that is sent ".repeat(5_000);

    try (Socket client = client()) {
      Wire.thread("sending", () -> sendAndEnd(client, text));

      assertThat(receive(client, text.length() + 1)).isEqualTo(text);
    }
    assertThat(proxy.accepted()).isEqualTo(1);
  }

  private static void sendAndEnd(Socket client, String text) {
    try {
      send(client, text);
      client.shutdownOutput();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRefusedConnectionIsResetAndTheNextOneIsTaken() throws IOException {
    proxy.next(WireFault.refuse());

    try (Socket refused = client();
        Socket taken = client()) {
      assertThatThrownBy(() -> receive(refused, 1)).isInstanceOf(SocketException.class);
      send(taken, "hello");
      assertThat(receive(taken, 5)).isEqualTo("hello");
    }
  }

  @Test
  void aResetStrikesAnOpenConnectionAfterSoManyBytesAndOnlyOnce() throws IOException {
    try (Socket struck = client();
        Socket spared = client()) {
      send(struck, "12");
      assertThat(receive(struck, 2)).isEqualTo("12");
      proxy.next(WireFault.reset(Direction.REQUEST, 3));
      send(struck, "abcdef");

      assertThatThrownBy(() -> receive(struck, 6)).isInstanceOf(SocketException.class);
      await().untilAsserted(() -> assertThat(server.received()).isEqualTo(5));
      send(spared, "abcdef");
      assertThat(receive(spared, 6)).isEqualTo("abcdef");
    }
  }

  @Test
  void halfABodyEndsInGoodOrder() throws IOException {
    proxy.next(WireFault.end(Direction.ANSWER, 4));

    try (Socket client = client()) {
      send(client, "abcdefgh");

      assertThat(receive(client, 8)).isEqualTo("abcd");
    }
  }

  @Test
  void aStalledAnswerComesOnceAllIsCalm() throws IOException {
    proxy.every(WireFault.stall(Direction.ANSWER, 2));

    try (Socket client = client()) {
      send(client, "abcd");
      assertThat(receive(client, 2)).isEqualTo("ab");
      client.setSoTimeout(SHORT_MILLIS);
      assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(SocketTimeoutException.class);
      client.setSoTimeout(PATIENCE_MILLIS);
      assertThat(server.received()).isEqualTo(4);

      proxy.calm();

      assertThat(receive(client, 2)).isEqualTo("cd");
    }
  }

  @Test
  void theAnswerIsCutOnceTheTextsWereSentEvenInPieces() throws IOException {
    proxy.next(WireFault.cutAnswer("update", "COMMIT"));

    try (Socket client = client()) {
      send(client, "COMMIT update COM");
      assertThat(receive(client, 17)).isEqualTo("COMMIT update COM");
      send(client, "MIT");

      assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(SocketException.class);
      assertThat(server.received()).isEqualTo(20);
    }
  }

  @Test
  void spoiltBytesAreThoseOfTheSeed() throws IOException {
    assertThat(spoilt(7)).isEqualTo(spoilt(7)).hasSize(8).startsWith("ab").isNotEqualTo(spoilt(8));
  }

  private String spoilt(long seed) throws IOException {
    proxy.next(WireFault.spoil(Direction.ANSWER, 2, seed));
    try (Socket client = client()) {
      send(client, "abcdefgh");
      return receive(client, 8);
    }
  }

  @Test
  void aDripTakesItsTimeAndLosesNothing() throws IOException {
    proxy.every(WireFault.drip(Direction.ANSWER, 2, Duration.ofMillis(20)));
    long start = System.nanoTime();

    try (Socket client = client()) {
      send(client, "abcdefgh");

      assertThat(receive(client, 8)).isEqualTo("abcdefgh");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(70));
  }

  @Test
  void latencyHoldsUpWhatIsSentAndLosesNothing() throws IOException {
    proxy.every(WireFault.latency(Direction.REQUEST, Duration.ofMillis(30)));
    long start = System.nanoTime();

    try (Socket client = client()) {
      send(client, "ab");

      assertThat(receive(client, 2)).isEqualTo("ab");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(25));
  }

  @Test
  void severalFaultsStrikeOneAfterTheOther() throws IOException {
    proxy.next(WireFault.end(Direction.ANSWER, 1));
    proxy.next(WireFault.end(Direction.ANSWER, 2));

    for (String expected : new String[] {"a", "ab", "abc"}) {
      try (Socket client = client()) {
        send(client, "abc");
        assertThat(receive(client, 3)).isEqualTo(expected);
      }
    }
  }

  @Test
  void closingResetsWhatIsOpenAndEndsItsThreads() throws IOException {
    proxy.every(WireFault.stall(Direction.ANSWER, 0));
    try (Socket client = client()) {
      send(client, "abc");
      await().until(() -> server.received() == 3);

      proxy.close();

      assertThatThrownBy(() -> receive(client, 1)).isInstanceOf(SocketException.class);
      assertThatThrownBy(this::client).isInstanceOf(IOException.class);
    }
    await().until(() -> wireThreads() == 0);
  }

  /** Of proxies: those of the echo server are named otherwise. */
  private static long wireThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("wire-(door|request|answer)"))
        .count();
  }

  @Test
  void wrongNumbersAreRefused() {
    assertThatThrownBy(() -> WireFault.stall(Direction.ANSWER, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be >= 0: afterBytes=-1");
    assertThatThrownBy(() -> WireFault.drip(Direction.ANSWER, 0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be >= 1: piece=0");
  }
}
