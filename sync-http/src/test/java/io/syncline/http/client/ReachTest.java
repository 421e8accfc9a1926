package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.fixture.saas.FakeSaas;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Names and the addresses that they lead to. */
  private static final Map<String, String> NAMES =
      Map.of(
          "public.test", "1.1.1.1",
          "inner.test", "10.0.0.5",
          "mixed.test", "1.1.1.1 10.0.0.5",
          "cloud.test", "169.254.169.254");

  @Test
  void aNameThatLeadsToAPrivateAddressIsRefused() {
    Reach reach = reach(false, "public.test", "inner.test", "mixed.test");

    assertThat(reach.objection("public.test")).isEmpty();
    assertThat(text(reach, "inner.test"))
        .isEqualTo("inner.test is at 10.0.0.5, which connection.privateAddresses does not allow");
    assertThat(text(reach, "mixed.test")).as("by one of its addresses").contains("10.0.0.5");
  }

  @Test
  void aNameMayLeadThereWhereItIsAllowed() {
    assertThat(reach(true, "inner.test").objection("inner.test")).isEmpty();
  }

  @Test
  void anAddressThatIsWrittenDownIsMeant() {
    Reach reach = reach(false, "10.0.0.5", "[::1]", "localhost", "crm.localhost");

    for (String host : Set.of("10.0.0.5", "[::1]", "localhost", "crm.localhost")) {
      assertThat(reach.objection(host)).as(host).isEmpty();
    }
    for (String host : Set.of("10.0.0.6", "127.0.0.1", "a.localhost")) {
      assertThat(text(reach, host)).as(host).contains("does not allow");
    }
  }

  @Test
  void whereCloudsGiveCredentialsNobodyIsCalledEverywhere() {
    Reach reach = reach(true, "169.254.169.254", "cloud.test");

    for (String host : Set.of("169.254.169.254", "cloud.test")) {
      assertThat(text(reach, host))
          .isEqualTo(host + " is at 169.254.169.254, where a cloud gives credentials away");
    }
  }

  @Test
  void aNameThatNobodyKnowsIsTold() {
    assertThat(text(reach(false), "none.test")).isEqualTo("unknown host: none.test");
  }

  @Test
  void whatIsRefusedIsNotSent() {
    try (FakeSaas saas = FakeSaas.start()) {
      Timeouts timeouts = new Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE);
      Route route = new Route(true, Optional.empty(), Optional.empty());
      HttpTransport transport = HttpTransport.jdk(timeouts, route, reach(false), 1000);
      URI named = URI.create("http://inner.test:" + saas.url().getPort() + "/contacts");

      for (URI address : Set.of(named, saas.url().resolve("/contacts"))) {
        HttpTransport.Request request =
            new HttpTransport.Request("GET", address, Map.of(), new byte[0]);
        assertThat(transport.send(request, PATIENCE).join())
            .isInstanceOfSatisfying(
                Exchange.Broken.class,
                broken -> assertThat(broken.failure()).isEqualTo(Exchange.Failure.NOT_SENT));
      }
      assertThat(saas.requests()).isZero();
      transport.close();
    }
  }

  private static String text(Reach reach, String host) {
    return reach.objection(host).orElseThrow().text();
  }

  private static Reach reach(boolean anywhere, String... written) {
    return new Reach(Set.of(written), anywhere, ReachTest::addresses);
  }

  private static InetAddress[] addresses(String name) throws UnknownHostException {
    String[] texts = NAMES.getOrDefault(name, "").split(" ", -1);
    if (texts[0].isEmpty()) {
      throw new UnknownHostException(name);
    }
    InetAddress[] addresses = new InetAddress[texts.length];
    for (int i = 0; i < texts.length; i++) {
      addresses[i] = PrivateAddresses.literal(texts[i]);
    }
    return addresses;
  }
}
