package io.syncline.http.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How connections are secured.
 *
 * @param trust certificates in PEM, the only authorities that are trusted; empty: those that Java
 *     trusts
 * @param client by what we show who we are; empty: by no certificate
 */
public record TlsSpec(Optional<Path> trust, Optional<Client> client) {

  /** All texts that may refer to secrets. */
  List<SecretText> secrets() {
    List<SecretText> secrets = new ArrayList<>();
    client.flatMap(Client::password).ifPresent(secrets::add);
    client
        .flatMap(Client::key)
        .filter(Key.InSecret.class::isInstance)
        .ifPresent(key -> secrets.add(((Key.InSecret) key).pem()));
    return secrets;
  }

  /**
   * A certificate of ours.
   *
   * @param certificate with its chain in PEM, or with its key in PKCS#12
   * @param key in PEM; empty: it is in the file of the certificate
   * @param password that opens the key; empty: it is open
   */
  public record Client(Path certificate, Optional<Key> key, Optional<SecretText> password) {}

  /** Where a key is. */
  public sealed interface Key {

    record InFile(Path file) implements Key {}

    record InSecret(SecretText pem) implements Key {}
  }
}
