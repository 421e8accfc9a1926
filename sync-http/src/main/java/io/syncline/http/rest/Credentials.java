package io.syncline.http.rest;

import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.SecretText;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who we are to the service. Secrets are asked for at every call, so they may change under way. */
final class Credentials {

  /** A secret that is shorter is a word of its own, and not blotted out of texts. */
  private static final int SHORTEST_BLOTTED = 4;

  private final AuthSpec auth;
  private final Function<String, Optional<String>> secrets;

  private Credentials(AuthSpec auth, Function<String, Optional<String>> secrets) {
    this.auth = auth;
    this.secrets = secrets;
  }

  /**
   * Looks whether every secret is there.
   *
   * @throws AdapterException.ConfigInvalid naming those that are not
   */
  static Credentials of(AuthSpec auth, Function<String, Optional<String>> secrets) {
    List<SettingFault> faults =
        names(auth).stream()
            .filter(name -> secrets.apply(name).isEmpty())
            .map(name -> new SettingFault("secret." + name, "must be known to the host"))
            .toList();
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return new Credentials(auth, secrets);
  }

  Map<String, String> headers() {
    if (auth instanceof AuthSpec.Bearer bearer) {
      return Map.of("Authorization", "Bearer " + reveal(bearer.token()));
    }
    if (auth instanceof AuthSpec.Basic basic) {
      String pair = reveal(basic.user()) + ":" + reveal(basic.password());
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return auth instanceof AuthSpec.ApiKeyHeader key
        ? Map.of(key.header(), reveal(key.value()))
        : Map.of();
  }

  /** The path with what of the credentials goes into the query. */
  String path(String path) {
    return auth instanceof AuthSpec.ApiKeyQuery key
        ? Pages.withQuery(path, key.parameter(), reveal(key.value()))
        : path;
  }

  /** The path without what of the credentials a service echoes in it. */
  String without(String path) {
    int query = path.indexOf('?');
    if (query < 0 || !(auth instanceof AuthSpec.ApiKeyQuery key)) {
      return path;
    }
    String kept =
        Stream.of(path.substring(query + 1).split("&", -1))
            .filter(each -> !each.startsWith(Call.encode(key.parameter()) + "="))
            .collect(Collectors.joining("&"));
    return path.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept);
  }

  /** A service may echo what it was sent: no secret gets into a text of ours. */
  String blotted(String text) {
    String clean = text;
    for (String name : names(auth)) {
      String secret = secrets.apply(name).orElse("");
      if (secret.length() >= SHORTEST_BLOTTED) {
        clean = clean.replace(secret, "***").replace(Call.encode(secret), "***");
      }
    }
    return clean;
  }

  private String reveal(SecretText text) {
    return text.reveal(secrets)
        .orElseThrow(
            () -> new AdapterException.AuthFailed("must be known to the host: " + text.text()));
  }

  private static Set<String> names(AuthSpec auth) {
    Set<String> names = new TreeSet<>();
    for (SecretText text : texts(auth)) {
      names.addAll(text.names());
    }
    return names;
  }

  private static List<SecretText> texts(AuthSpec auth) {
    if (auth instanceof AuthSpec.Bearer bearer) {
      return List.of(bearer.token());
    }
    if (auth instanceof AuthSpec.Basic basic) {
      return List.of(basic.user(), basic.password());
    }
    if (auth instanceof AuthSpec.ApiKeyHeader key) {
      return List.of(key.value());
    }
    return auth instanceof AuthSpec.ApiKeyQuery key ? List.of(key.value()) : List.of();
  }
}
