package io.syncline.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls go through a proxy, https by a tunnel, and show the proxy alone who they are to it. */
class ProxyTest {

  private static final String PASSWORD = "password-of-the-proxy-4711";
  private static final String WE = basic("hub:" + PASSWORD);
  private static final String TRUST = "tls: { trust: authority.pem }\n";
  private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

  @TempDir private static Path folder;
  private static Authority authority;

  @BeforeAll
  static void makeCertificates() throws IOException {
    authority = new Authority(folder, "ours").server("server");
    Files.writeString(folder.resolve("authority.pem"), authority.certificate());
  }

  @Test
  void httpsGoesThroughATunnelToANameThatTheProxyKnows() {
    try (ContactsServer server = ContactsServer.secure(authority.context("server"));
        ConnectProxy proxy = ConnectProxy.asking(WE)) {
      int listed = list("https://crm.test:" + server.port(), TRUST + as("hub", proxy));

      assertThat(listed).isEqualTo(1);
      assertThat(proxy.asked())
          .containsExactly(
              new ConnectProxy.Asked("CONNECT crm.test:" + server.port() + " HTTP/1.1", WE));
      assertThat(server.asked())
          .singleElement()
          .satisfies(asked -> assertThat(asked.headers()).doesNotContainKey("Proxy-authorization"));
    }
  }

  @Test
  void plainCallsAreHandedToTheProxy() {
    try (ConnectProxy proxy = ConnectProxy.asking(WE)) {
      assertThat(list("http://crm.test", as("hub", proxy))).isEqualTo(1);
      assertThat(proxy.asked())
          .containsExactly(new ConnectProxy.Asked("GET http://crm.test/contacts HTTP/1.1", WE));
    }
  }

  @Test
  void aProxyThatRefusesUsIsNamed() {
    try (ConnectProxy proxy = ConnectProxy.asking("Basic of-somebody-else")) {
      for (String base : List.of("http://crm.test", "https://crm.test")) {
        assertThatThrownBy(() -> list(base, as("hub", proxy)))
            .as(base)
            .isInstanceOf(AdapterException.AuthFailed.class)
            .hasMessage(
                "GET /contacts had no answer: the proxy refuses who we are: 127.0.0.1:"
                    + proxy.port());
      }
    }
  }

  @Test
  void hostsThatNeedNoProxyAreCalledWithout() {
    try (ContactsServer server = ContactsServer.plain();
        ConnectProxy proxy = ConnectProxy.open()) {
      for (String direct : List.of("127.0.0.1", "\"127.*\"", "\"*.0.0.1\"")) {
        assertThat(list(server.url(), through(proxy, "nonProxyHosts: [a.test, " + direct + "]")))
            .as(direct)
            .isEqualTo(1);
      }
      assertThat(server.asked()).hasSize(3);
      assertThat(proxy.asked()).isEmpty();

      list(server.url(), through(proxy, "nonProxyHosts: [\"128.*\"]"));
      assertThat(proxy.asked()).hasSize(1);
    }
  }

  @Test
  void whoIsDifferentToTheProxyHasATunnelOfItsOwn() {
    try (ContactsServer server = ContactsServer.secure(authority.context("server"));
        ConnectProxy proxy = ConnectProxy.open()) {
      for (String user : List.of("ann", "bob", "ann")) {
        list(server.url(), TRUST + as(user, proxy));
      }

      assertThat(proxy.asked())
          .extracting(ConnectProxy.Asked::authorization)
          .contains(basic("ann:" + PASSWORD), basic("bob:" + PASSWORD));
    }
  }

  @Test
  void aTunnelThatIsNotOpenedIsACallThatWasNotSent() {
    try (ConnectProxy proxy = ConnectProxy.open()) {
      proxy.answerTunnels("502 Bad Gateway");

      assertThatThrownBy(() -> list("https://crm.test", through(proxy, "")))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessage("GET /contacts had no answer: Tunnel failed, got: 502");
    }
  }

  @Test
  void whereJavaShowsNoPasswordToOpenATunnelNoneIsTaken() {
    String before = System.getProperty(DISABLED);
    System.setProperty(DISABLED, "Digest, basic");
    try (ConnectProxy proxy = ConnectProxy.open()) {
      assertThat(faults("https://crm.test", as("hub", proxy)))
          .containsExactly(
              "connection.proxy.user: must not be given for https unless Java is started with"
                  + " -Djdk.http.auth.tunneling.disabledSchemes=");
    } finally {
      System.setProperty(DISABLED, before);
    }
  }

  @Test
  void whatAProxyLacksIsTold() {
    assertThat(
            faults(
                "https://crm.test",
                "proxy: { host: \"http://proxy\", port: 70000, user: hub, nonProxyHosts: [\"a*b\"]"
                    + " }"))
        .containsExactly(
            "connection.proxy.host: must be a host such as proxy.example.com: http://proxy (line"
                + " 4)",
            "connection.proxy.port: must be given, from 1 to 65535 (line 4)",
            "connection.proxy.password: must be given beside the other (line 4)",
            "connection.proxy.nonProxyHosts: must be hosts such as *.example.com: a*b (line 4)");
  }

  private static String as(String user, ConnectProxy proxy) {
    return through(proxy, "user: " + user + ", password: \"${secret.proxy}\"");
  }

  private static String through(ConnectProxy proxy, String more) {
    return "proxy: { host: 127.0.0.1, port: %d, %s }".formatted(proxy.port(), more);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static int list(String base, String connection) {
    try (Opened opened = Opened.in(folder, base, connection, Map.of("proxy", PASSWORD))) {
      return opened.list();
    }
  }

  private static List<String> faults(String base, String connection) {
    return catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () -> Opened.in(folder, base, connection, Map.of("proxy", PASSWORD)))
        .faults()
        .stream()
        .map(SettingFault::toString)
        .toList();
  }
}
