package io.syncline.http.route;

import io.syncline.http.auth.Secrets;
import io.syncline.http.client.Tls;
import io.syncline.http.manifest.TlsSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads a certificate of ours with its key, in PEM or in PKCS#12, whichever the file has. */
final class ClientFiles {

  private final Secrets secrets;

  ClientFiles(Secrets secrets) {
    this.secrets = secrets;
  }

  Tls.Identity open(TlsSpec.Client spec) throws WrongFileException {
    byte[] content = TlsFiles.bytes(spec.certificate(), "certificate");
    String text = text(content);
    Optional<String> password = spec.password().flatMap(secrets::reveal);
    String name = String.valueOf(spec.certificate().getFileName());
    return text.contains("-----BEGIN ")
        ? pem(text, spec.key(), password, name)
        : pkcs12(content, spec.key(), password, name);
  }

  private Tls.Identity pem(
      String text, Optional<TlsSpec.Key> key, Optional<String> password, String name)
      throws WrongFileException {
    List<X509Certificate> chain = certificates(text, name);
    Pem block =
        blocks(key.isPresent() ? text(key.get()) : text, "key").stream()
            .filter(Pem::isKey)
            .findFirst()
            .orElseThrow(
                () ->
                    new WrongFileException(
                        "key", "must be given: a private key in PEM is not in " + name));
    return new Tls.Identity(PemKey.open(block, password, chain.get(0).getPublicKey()), chain);
  }

  private static List<X509Certificate> certificates(String text, String name)
      throws WrongFileException {
    try {
      List<X509Certificate> chain = Pem.certificates(blocks(text, "certificate"));
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (GeneralSecurityException e) {
      // told below
    }
    throw new WrongFileException("certificate", "must hold certificates in PEM: " + name);
  }

  private static List<Pem> blocks(String text, String key) throws WrongFileException {
    try {
      return Pem.blocks(text);
    } catch (IllegalArgumentException e) {
      throw new WrongFileException(key, "must be in PEM, whose content is base 64");
    }
  }

  private String text(TlsSpec.Key key) throws WrongFileException {
    return key instanceof TlsSpec.Key.InSecret secret
        ? secrets.reveal(secret.pem()).orElse("")
        : text(TlsFiles.bytes(((TlsSpec.Key.InFile) key).file(), "key"));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static Tls.Identity pkcs12(
      byte[] content, Optional<TlsSpec.Key> key, Optional<String> password, String name)
      throws WrongFileException {
    if (key.isPresent()) {
      throw new WrongFileException("key", "must be left out: it is in " + name);
    }
    char[] opener = password.orElse("").toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), opener);
      return identity(store, opener, name);
    } catch (IOException | GeneralSecurityException e) {
      throw new WrongFileException(
          "certificate", "must be in PEM, or in PKCS#12 that the password opens: " + name);
    }
  }

  private static Tls.Identity identity(KeyStore store, char[] opener, String name)
      throws GeneralSecurityException, WrongFileException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (keys.size() != 1) {
      throw new WrongFileException(
          "certificate", "must hold one key, and holds " + keys.size() + ": " + name);
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate each : store.getCertificateChain(keys.get(0))) {
      chain.add((X509Certificate) each);
    }
    return new Tls.Identity((PrivateKey) store.getKey(keys.get(0), opener), chain);
  }
}
