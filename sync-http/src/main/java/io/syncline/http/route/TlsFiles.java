package io.syncline.http.route;

import io.syncline.http.auth.Secrets;
import io.syncline.http.client.Tls;
import io.syncline.http.manifest.TlsSpec;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the certificates and keys that a manifest names. */
final class TlsFiles {

  private static final String PATH = "connection.tls";

  private TlsFiles() {}

  /**
   * Reads them as they are now.
   *
   * @throws AdapterException.ConfigInvalid naming everything that is wrong with them
   */
  static Tls open(TlsSpec spec, Secrets secrets) {
    List<SettingFault> faults = new ArrayList<>();
    Optional<List<X509Certificate>> trusted = Optional.empty();
    Optional<Tls.Identity> identity = Optional.empty();
    try {
      trusted = spec.trust().isPresent() ? Optional.of(trusted(spec.trust().get())) : trusted;
    } catch (WrongFileException e) {
      faults.add(new SettingFault(PATH + "." + e.key(), e.text()));
    }
    try {
      identity =
          spec.client().isPresent()
              ? Optional.of(new ClientFiles(secrets).open(spec.client().get()))
              : identity;
    } catch (WrongFileException e) {
      faults.add(new SettingFault(PATH + ".client." + e.key(), e.text()));
    }
    try {
      if (faults.isEmpty()) {
        return Tls.of(trusted, identity);
      }
    } catch (GeneralSecurityException e) {
      faults.add(new SettingFault(PATH, "must be usable by Java: " + e.getMessage()));
    }
    throw new AdapterException.ConfigInvalid(faults);
  }

  private static List<X509Certificate> trusted(Path file) throws WrongFileException {
    try {
      List<X509Certificate> trusted =
          Pem.certificates(Pem.blocks(new String(bytes(file, "trust"), StandardCharsets.UTF_8)));
      if (!trusted.isEmpty()) {
        return trusted;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // told below
    }
    throw new WrongFileException("trust", "must hold certificates in PEM: " + file.getFileName());
  }

  static byte[] bytes(Path file, String key) throws WrongFileException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new WrongFileException(key, "must be a readable file: " + file.getFileName());
    }
  }
}
