package io.syncline.http.rest;

import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How calls show who makes them, in words; secrets are told by their names. */
final class CredentialsText {

  private final AuthSpec auth;

  CredentialsText(AuthSpec auth) {
    this.auth = auth;
  }

  /** What each call carries beside its own headers. */
  List<String> carried() {
    if (auth instanceof AuthSpec.Basic basic) {
      return List.of(basic(basic));
    }
    if (auth instanceof AuthSpec.Key key) {
      return List.of(in(key.carrier(), key.value().text()));
    }
    if (auth instanceof AuthSpec.Token token) {
      return List.of(in(token.carrier(), "{what " + token.source() + " gave}"));
    }
    if (auth instanceof AuthSpec.UsernameToken token) {
      String password = token.password().text() + (token.digest() ? ", as a digest" : "");
      return List.of("in the envelope: UsernameToken " + token.user().text() + ", " + password);
    }
    return auth instanceof AuthSpec.Signature signature ? signed(signature) : List.of();
  }

  /** The call that gets a token or a session; empty: none does. */
  Optional<List<String>> token() {
    if (!(auth instanceof AuthSpec.Token token)) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add("POST " + token.source());
    token.client().map(CredentialsText::basic).ifPresent(lines::add);
    String as =
        token
            .soap()
            .map(soap -> soap.envelope().operation() + " in an envelope: ")
            .orElse(token.form() ? "form: " : "JSON: ");
    lines.add(as + fields(token.fields()));
    String life =
        token.lifeSeconds().map(at -> "for the seconds at " + at + ", else ").orElse("")
            + token.life().map(each -> "for " + Words.of(each)).orElse("until it is refused");
    lines.add("200: it is at " + token.token() + ", good " + life);
    token
        .refresh()
        .filter(AuthSpec.Refresh::rotates)
        .ifPresent(
            refresh ->
                lines.add(
                    "the host keeps what is at /refresh_token as ${secret."
                        + refresh.secret()
                        + "}, before the token is used"));
    return Optional.of(lines);
  }

  private static List<String> signed(AuthSpec.Signature signature) {
    List<String> lines = new ArrayList<>();
    lines.add(signature.header() + ": " + signature.value());
    lines.add(
        "where {signature} is "
            + signature.algorithm()
            + " by "
            + signature.secret().text()
            + " over "
            + signature.over().replace("\n", "\\n"));
    signature.timeHeader().ifPresent(name -> lines.add(name + ": {time}"));
    new TreeMap<>(signature.headers())
        .forEach((name, value) -> lines.add(name + ": " + value.text()));
    return lines;
  }

  private static String basic(AuthSpec.Basic basic) {
    return "Authorization: Basic " + basic.user().text() + ":" + basic.password().text();
  }

  private static String in(AuthSpec.Carrier carrier, String value) {
    if (carrier instanceof AuthSpec.Carrier.Header header) {
      return header.name() + ": " + header.scheme() + value;
    }
    if (carrier instanceof AuthSpec.Carrier.SoapHeader header) {
      return "in the envelope: " + header.with(value);
    }
    return carrier instanceof AuthSpec.Carrier.Query query
        ? "in the query: " + query.parameter() + "=" + value
        : "Cookie: " + ((AuthSpec.Carrier.Cookie) carrier).name() + "=" + value;
  }

  private static String fields(Map<String, SecretText> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue().text())
            .collect(Collectors.joining(", "));
  }
}
