package io.syncline.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services show who they are, and are shown who we are, by certificates of one authority. */
class TlsTest {

  private static final String TRUST = "tls: { trust: authority.pem }";
  private static final String PASSWORD = "password-of-the-key-4711";

  @TempDir private static Path folder;
  private static Authority authority;

  @BeforeAll
  static void makeCertificates() throws IOException {
    authority =
        new Authority(folder, "ours")
            .server("server")
            .endedServer("ended-server")
            .serverElsewhere("server-elsewhere")
            .client("hub")
            .endedClient("ended-hub");
    write("authority.pem", authority.certificate());
    write("other.pem", new Authority(folder, "other").certificate());
    write("hub.pem", authority.chainOf("hub"));
    write("hub.key", authority.keyOf("hub"));
  }

  // Theirs

  @Test
  void aServiceIsReadWhoseAuthorityTheManifestTrusts() {
    try (ContactsServer server = ContactsServer.secure(authority.context("server"))) {
      assertThat(list(server.url(), TRUST)).isEqualTo(1);
      assertThat(list("https://localhost:" + server.port(), TRUST)).as("by its name").isEqualTo(1);
    }
  }

  @Test
  void whatNoTrustedAuthoritySignedIsNotCalled() {
    try (ContactsServer server = ContactsServer.secure(authority.context("server"))) {
      for (String tls : List.of("", "tls: { trust: other.pem }")) {
        assertThatThrownBy(() -> list(server.url(), tls))
            .as(tls)
            .isInstanceOf(AdapterException.Unreachable.class)
            .hasMessage(
                "GET /contacts had no answer: its certificate is not trusted: no authority that we"
                    + " trust has signed it");
      }
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void aCertificateThatHasEndedIsNamedWithItsTimes() {
    try (ContactsServer server = ContactsServer.secure(authority.context("ended-server"))) {
      assertThatThrownBy(() -> list(server.url(), TRUST))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageMatching(
              "GET /contacts had no answer: its certificate is not trusted: CN=ended-server is good"
                  + " from \\S+Z until \\S+Z: EXPIRED");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNotTaken() {
    try (ContactsServer server = ContactsServer.secure(authority.context("server-elsewhere"))) {
      assertThatThrownBy(() -> list("https://localhost:" + server.port(), TRUST))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("its certificate is not trusted: No subject alternative DNS name")
          .hasMessageContaining("localhost");
      assertThat(server.asked()).isEmpty();
    }
  }

  // Ours

  @Test
  void weShowOurCertificateFromAnyFormOfIt() throws Exception {
    write("whole.pem", authority.chainOf("hub") + authority.keyOf("hub"));
    write("closed.key", encrypted(authority.key("hub").getEncoded()));
    authority.writePkcs12("hub", folder.resolve("hub.p12"), PASSWORD);
    List<String> forms =
        List.of(
            "{ certificate: hub.pem, key: hub.key }",
            "{ certificate: hub.pem, key: \"${secret.key}\" }",
            "{ certificate: whole.pem }",
            "{ certificate: hub.pem, key: closed.key, password: \"${secret.password}\" }",
            "{ certificate: hub.p12, password: \"${secret.password}\" }");

    try (ContactsServer server = ContactsServer.mutual(authority.context("server"))) {
      for (String form : forms) {
        assertThat(list(server.url(), shown(form))).as(form).isEqualTo(1);
      }
      assertThat(server.asked()).extracting(ContactsServer.Asked::client).containsOnly("CN=hub");
    }
  }

  @Test
  void whoAsksForACertificateIsNotServedWithoutAGoodOne() throws IOException {
    write("ended.pem", authority.chainOf("ended-hub") + authority.keyOf("ended-hub"));

    try (ContactsServer server = ContactsServer.mutual(authority.context("server"))) {
      for (String tls : List.of(TRUST, shown("{ certificate: ended.pem }"))) {
        assertThatThrownBy(() -> list(server.url(), tls))
            .as(tls)
            .isInstanceOf(AdapterException.class);
      }
      assertThat(server.asked()).isEmpty();
    }
  }

  // What a manifest names

  @Test
  void filesThatAreNotThereAreToldWithTheirLine() {
    assertThat(faults("tls: { trust: none.pem, client: { certificate: none.p12, key: none.key } }"))
        .containsExactlyInAnyOrder(
            "connection.tls.trust: must be a readable file: none.pem (line 4)",
            "connection.tls.client.certificate: must be a readable file: none.p12 (line 4)",
            "connection.tls.client.key: must be a readable file: none.key (line 4)");
  }

  @Test
  void aKeyIsNoTextOfTheManifest() {
    assertThat(faults("tls: { client: { certificate: hub.pem, key: \"-----BEGIN KEY-----\" } }"))
        .containsExactly(
            "connection.tls.client.key: must be a file or a secret, not the key itself (line 4)");
  }

  @Test
  void filesThatHoldSomethingElseAreToldAtOnce() throws IOException {
    write("old.key", authority.keyOf("hub").replace("PRIVATE KEY", "EC PRIVATE KEY"));
    write("ended.key", authority.keyOf("ended-hub"));
    write("notes.txt", "nothing");
    authority.writePkcs12("hub", folder.resolve("hub.p12"), PASSWORD);

    assertThat(faults("tls: { trust: notes.txt, client: { certificate: notes.txt } }"))
        .containsExactly(
            "connection.tls.trust: must hold certificates in PEM: notes.txt",
            "connection.tls.client.certificate: must be in PEM, or in PKCS#12 that the password"
                + " opens: notes.txt");
    assertThat(faults("tls: { client: { certificate: hub.pem } }"))
        .containsExactly(
            "connection.tls.client.key: must be given: a private key in PEM is not in hub.pem");
    assertThat(faults("tls: { client: { certificate: hub.pem, key: ended.key } }"))
        .containsExactly("connection.tls.client.key: must be the key of the certificate");
    assertThat(faults("tls: { client: { certificate: hub.pem, key: old.key } }"))
        .containsExactly(
            "connection.tls.client.key: must be in PKCS#8, as openssl pkcs8 -topk8 writes it:"
                + " BEGIN EC PRIVATE KEY");
    assertThat(faults("tls: { client: { certificate: hub.p12, password: wrong } }"))
        .containsExactly(
            "connection.tls.client.certificate: must be in PEM, or in PKCS#12 that the password"
                + " opens: hub.p12");
  }

  @Test
  void aPasswordOpensTheKeyOrIsToldToBeWrong() throws Exception {
    write("closed.key", encrypted(authority.key("hub").getEncoded()));
    String client = "tls: { client: { certificate: hub.pem, key: closed.key%s } }";

    assertThat(faults(client.formatted(", password: wrong")))
        .containsExactly("connection.tls.client.password: must open the key");
    assertThat(faults(client.formatted("")))
        .containsExactly("connection.tls.client.password: must be given: the key is closed by one");
    assertThat(faults("tls: { client: { certificate: hub.pem, key: hub.key, password: any } }"))
        .containsExactly("connection.tls.client.password: must be left out: the key has none");
  }

  @Test
  void aCertificateOfOursIsNamedInOnePlace() {
    assertThat(faults("auth: { mtls: { certificate: hub.pem } }"))
        .contains("connection.auth.mtls: must be given as connection.tls.client (line 4)");
  }

  private static String shown(String client) {
    return "tls: { trust: authority.pem, client: " + client + " }";
  }

  private static int list(String url, String connection) {
    Map<String, String> secrets = Map.of("key", authority.keyOf("hub"), "password", PASSWORD);
    try (Opened opened = Opened.in(folder, url, connection, secrets)) {
      return opened.list();
    }
  }

  private static List<String> faults(String connection) {
    return catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () -> Opened.in(folder, "https://a.example", connection, Map.of()))
        .faults()
        .stream()
        .map(SettingFault::toString)
        .toList();
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** By a scheme of RFC 7292, appendix C. */
  private static String encrypted(byte[] key) throws GeneralSecurityException, IOException {
    String algorithm = "PBEWithSHA1AndDESede";
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
    AlgorithmParameters parameters = cipher.getParameters();
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key));
    return Authority.pem("ENCRYPTED PRIVATE KEY", info.getEncoded());
  }
}
