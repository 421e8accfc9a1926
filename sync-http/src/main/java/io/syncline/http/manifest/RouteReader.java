package io.syncline.http.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what {@code connection} says of the way to the service: {@code tls}, {@code proxy} and
 * {@code privateAddresses}.
 */
final class RouteReader {

  private static final int UNSET_PORT = 1;
  private static final int MAX_PORT = 65_535;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern PATTERN =
      Pattern.compile("\\*?[A-Za-z0-9._-]+\\*?|\\[[0-9A-Fa-f:.]+]");

  private RouteReader() {}

  static RouteSpec read(Section connection) {
    return new RouteSpec(
        connection.section("tls").map(RouteReader::tls),
        connection.section("proxy").map(RouteReader::proxy),
        connection.says("privateAddresses", "refused", "allowed"));
  }

  private static ProxySpec proxy(Section section) {
    String host = section.requiredText("host");
    if (!HOST.matcher(host).matches()) {
      section.fault("host", "must be a host such as proxy.example.com: " + host);
    }
    int port = section.integer("port", UNSET_PORT, 1);
    if (!section.has("port") || port > MAX_PORT) {
      section.fault("port", "must be given, from 1 to " + MAX_PORT);
    }
    Optional<SecretText> user = section.optionalSecret("user");
    Optional<SecretText> password = section.optionalSecret("password");
    if (user.isPresent() != password.isPresent()) {
      section.fault(user.isPresent() ? "password" : "user", "must be given beside the other");
    }
    List<String> direct = section.texts("nonProxyHosts");
    direct.stream()
        .filter(each -> !PATTERN.matcher(each).matches())
        .forEach(
            each -> section.fault("nonProxyHosts", "must be hosts such as *.example.com: " + each));
    section.end();
    return new ProxySpec(
        host,
        Math.min(port, MAX_PORT),
        user.flatMap(name -> password.map(word -> new AuthSpec.Basic(name, word))),
        direct);
  }

  private static TlsSpec tls(Section section) {
    TlsSpec tls =
        new TlsSpec(section.file("trust"), section.section("client").flatMap(RouteReader::client));
    section.end();
    return tls;
  }

  private static Optional<TlsSpec.Client> client(Section section) {
    Optional<Path> certificate = section.file("certificate");
    if (!section.has("certificate")) {
      section.fault("certificate", "must be given");
    }
    Optional<TlsSpec.Key> key = key(section);
    Optional<SecretText> password = section.optionalSecret("password");
    section.end();
    return certificate.map(file -> new TlsSpec.Client(file, key, password));
  }

  private static Optional<TlsSpec.Key> key(Section section) {
    Optional<SecretText> text = section.optionalSecret("key");
    if (text.isPresent() && !text.get().names().isEmpty()) {
      return text.map(TlsSpec.Key.InSecret::new);
    }
    if (text.isPresent() && text.get().text().contains("-----BEGIN")) {
      section.fault("key", "must be a file or a secret, not the key itself");
      return Optional.empty();
    }
    return section.file("key").map(TlsSpec.Key.InFile::new);
  }
}
