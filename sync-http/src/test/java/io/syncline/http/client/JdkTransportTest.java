package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.fixture.saas.FakeSaas;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JdkTransportTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Timeouts TIMEOUTS = new Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE);

  private static final Route ROUTE = new Route(true, Optional.empty(), Optional.empty());

  private static final Reach REACH = Reach.of(Set.of("127.0.0.1"));

  @Test
  void openingAndClosingLeavesNoThreadOfItsOwn() {
    try (FakeSaas saas = FakeSaas.start()) {
      useOnce(saas);
      Set<Thread> before = selectors();

      for (int i = 0; i < 10; i++) {
        useOnce(saas);
      }

      assertThat(selectors()).isSubsetOf(before);
    }
  }

  @Test
  void whatIsClosedSendsNothing() {
    try (FakeSaas saas = FakeSaas.start()) {
      HttpTransport transport = HttpTransport.jdk(TIMEOUTS, ROUTE, REACH, 1000);
      transport.close();

      assertThat(transport.send(request(saas), PATIENCE).join())
          .isEqualTo(new Exchange.Broken(Exchange.Failure.CLOSED, "the adapter is closed"));
      assertThat(saas.requests()).isZero();
    }
  }

  private static void useOnce(FakeSaas saas) {
    HttpTransport transport = HttpTransport.jdk(TIMEOUTS, ROUTE, REACH, 1000);
    assertThat(transport.send(request(saas), PATIENCE).join()).isInstanceOf(Exchange.Answer.class);
    transport.close();
  }

  private static HttpTransport.Request request(FakeSaas saas) {
    return new HttpTransport.Request(
        "GET", URI.create(saas.url() + "/contacts"), Map.of(), new byte[0]);
  }

  /** The threads of the JDK's clients. */
  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("SelectorManager"))
        .collect(Collectors.toSet());
  }
}
