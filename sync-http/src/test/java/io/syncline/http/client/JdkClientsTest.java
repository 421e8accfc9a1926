package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdkClientsTest {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  @Test
  void thoseOfOneKindAreOne() {
    Route plain = new Route(true, Optional.empty(), Optional.empty());

    assertThat(JdkClients.client(plain, CONNECT)).isSameAs(JdkClients.client(plain, CONNECT));
    assertThat(JdkClients.client(by("ann"), CONNECT))
        .isSameAs(JdkClients.client(by("ann"), CONNECT))
        .isNotSameAs(JdkClients.client(by("bob"), CONNECT))
        .isNotSameAs(JdkClients.client(by("ann"), CONNECT.plusSeconds(1)))
        .isNotSameAs(JdkClients.client(plain, CONNECT));
  }

  @Test
  void oneThatNobodyHasAnyMoreIsCollected() {
    WeakReference<HttpClient> client = new WeakReference<>(JdkClients.client(by("carl"), CONNECT));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return client.get() == null;
            });
  }

  @Test
  void hostNamesAreVerifiedWhateverJavaWasTold() throws Exception {
    Tls tls = Tls.of(Optional.empty(), Optional.empty());

    assertThat(Tls.parameters(tls.context()).getEndpointIdentificationAlgorithm())
        .isEqualTo("HTTPS");
  }

  private static Route by(String user) {
    ForwardProxy proxy = new ForwardProxy("proxy.test", 3128, List.of(), Optional.of(user));
    return new Route(true, Optional.empty(), Optional.of(proxy));
  }
}
