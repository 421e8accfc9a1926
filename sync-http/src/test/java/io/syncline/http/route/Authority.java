package io.syncline.http.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, and what it has signed; made by the JDK's keytool in a folder. */
final class Authority {

  static final String PASSWORD = "password-of-the-store-4711";

  private static final String OWN = "authority";
  private static final List<String> GOOD = List.of("-validity", "2");

  /** Was good for a day, five days ago. */
  private static final List<String> ENDED = List.of("-startdate", "-5d", "-validity", "1");

  private final Path file;

  Authority(Path folder, String name) {
    file = folder.resolve(name + ".p12");
    make(OWN, "CN=" + name, GOOD, List.of("-ext", "bc:c"));
  }

  /** Signs a certificate of a server on this machine, which a proxy may know as crm.test. */
  Authority server(String alias) {
    return signed(alias, GOOD, List.of("-ext", "san=dns:localhost,dns:crm.test,ip:127.0.0.1"));
  }

  /** One that has ended. */
  Authority endedServer(String alias) {
    return signed(alias, ENDED, List.of("-ext", "san=dns:localhost,ip:127.0.0.1"));
  }

  /** One for another host. */
  Authority serverElsewhere(String alias) {
    return signed(alias, GOOD, List.of("-ext", "san=dns:elsewhere.example"));
  }

  Authority client(String alias) {
    return signed(alias, GOOD, List.of());
  }

  Authority endedClient(String alias) {
    return signed(alias, ENDED, List.of());
  }

  private Authority signed(String alias, List<String> validity, List<String> extensions) {
    List<String> all = new ArrayList<>(extensions);
    all.addAll(List.of("-signer", OWN));
    make(alias, "CN=" + alias, validity, all);
    return this;
  }

  private void make(String alias, String name, List<String> validity, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                name));
    command.addAll(validity);
    command.addAll(more);
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("must make a certificate: " + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException("must run keytool", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("must not be interrupted", e);
    }
  }

  // As files have them

  String certificate() {
    return pem("CERTIFICATE", encoded(chain(OWN)[0]));
  }

  /** A certificate and its chain. */
  String chainOf(String alias) {
    StringBuilder pem = new StringBuilder();
    for (Certificate each : chain(alias)) {
      pem.append(pem("CERTIFICATE", encoded(each)));
    }
    return pem.toString();
  }

  String keyOf(String alias) {
    return pem("PRIVATE KEY", key(alias).getEncoded());
  }

  static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
  }

  /** One key and its certificates, under the password. */
  void writePkcs12(String alias, Path to, String password) {
    try (var out = Files.newOutputStream(to)) {
      KeyStore store = empty();
      store.setKeyEntry(alias, key(alias), password.toCharArray(), chain(alias));
      store.store(out, password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  // As Java has them

  PrivateKey key(String alias) {
    try {
      return (PrivateKey) store().getKey(alias, PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a server needs that is {@code alias}, and trusts whom this authority has signed. */
  SSLContext context(String alias) {
    try {
      KeyStore own = empty();
      own.setKeyEntry(alias, key(alias), PASSWORD.toCharArray(), chain(alias));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, PASSWORD.toCharArray());
      KeyStore trusted = empty();
      trusted.setCertificateEntry(OWN, chain(OWN)[0]);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Certificate[] chain(String alias) {
    try {
      return store().getCertificateChain(alias);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore store() {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static byte[] encoded(Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
