package io.syncline.http.manifest;

import io.syncline.http.soap.Envelope;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/** Reads {@code auth}: how a call shows who makes it. */
final class AuthReader {

  private static final AuthSpec.Carrier BEARER =
      new AuthSpec.Carrier.Header("Authorization", "Bearer ");

  private static final String CLIENT_CREDENTIALS = "client_credentials";
  private static final String REFRESH_TOKEN = "refresh_token";

  private static final Map<String, String> ALGORITHMS =
      Map.of("hmac-sha1", "HmacSHA1", "hmac-sha256", "HmacSHA256", "hmac-sha512", "HmacSHA512");

  private final Section connection;
  private final URI base;

  /**
   * @param base of the service: tokens are had there unless the manifest says otherwise
   */
  AuthReader(Section connection, URI base) {
    this.connection = connection;
    this.base = base;
  }

  AuthSpec read() {
    if (!connection.has("auth")) {
      return new AuthSpec.None();
    }
    if (connection.isText("auth")) {
      connection.word("auth", List.of("none"), Optional::of);
      return new AuthSpec.None();
    }
    Section auth = connection.requiredSection("auth");
    List<AuthSpec> found = new ArrayList<>();
    if (auth.has("bearer")) {
      found.add(new AuthSpec.Key(BEARER, auth.secret("bearer")));
    }
    auth.section("basic").ifPresent(basic -> found.add(basic(basic)));
    auth.section("apiKey").ifPresent(key -> found.add(apiKey(key)));
    auth.section("oauth2").ifPresent(grant -> found.add(oauth2(grant)));
    auth.section("session").ifPresent(session -> found.add(session(session)));
    auth.section("sign").ifPresent(signature -> found.add(signature(signature)));
    auth.section("usernameToken").ifPresent(token -> found.add(usernameToken(token)));
    auth.elsewhere("mtls", "connection.tls.client");
    auth.end();
    if (found.size() != 1) {
      connection.fault(
          "auth",
          "must be none, or one of bearer, basic, apiKey, oauth2, session, sign, usernameToken");
    }
    return found.isEmpty() ? new AuthSpec.None() : found.get(0);
  }

  private static AuthSpec basic(Section section) {
    AuthSpec basic = new AuthSpec.Basic(section.secret("user"), section.secret("password"));
    section.end();
    return basic;
  }

  private static AuthSpec usernameToken(Section section) {
    AuthSpec token =
        new AuthSpec.UsernameToken(
            section.secret("user"),
            section.secret("password"),
            section.says("as", "text", "digest"));
    section.end();
    return token;
  }

  private static AuthSpec apiKey(Section section) {
    AuthSpec key = new AuthSpec.Key(carrier(section), section.secret("value"));
    section.end();
    return key;
  }

  private static AuthSpec.Carrier carrier(Section section) {
    List<AuthSpec.Carrier> carriers = new ArrayList<>();
    section
        .text("header")
        .ifPresent(
            name ->
                carriers.add(
                    new AuthSpec.Carrier.Header(
                        name, section.text("scheme").map(word -> word + " ").orElse(""))));
    section.text("query").ifPresent(name -> carriers.add(new AuthSpec.Carrier.Query(name)));
    section.text("cookie").ifPresent(name -> carriers.add(new AuthSpec.Carrier.Cookie(name)));
    section
        .textOrFile("soapHeader", "<")
        .ifPresent(text -> carriers.add(soapHeader(section, text)));
    if (carriers.size() != 1) {
      section.fault(
          "header", "must be given, or query, cookie or soapHeader, and one of them only");
    }
    return carriers.isEmpty() ? new AuthSpec.Carrier.Cookie("unset") : carriers.get(0);
  }

  private static AuthSpec.Carrier soapHeader(Section section, String text) {
    Set<String> variables = Set.of(AuthSpec.Carrier.SoapHeader.VALUE);
    String element = text.strip();
    if (!element.chars().allMatch(each -> each < 0x80)
        || !Envelope.variablesOfHeader(element).equals(Optional.of(variables))) {
      section.fault("soapHeader", "must be an element of XML, in ASCII, with {value}");
    }
    return new AuthSpec.Carrier.SoapHeader(element);
  }

  /** Client credentials or a refresh token, RFC 6749, sections 4.4 and 6. */
  private AuthSpec oauth2(Section section) {
    boolean refreshes = section.says("grant", CLIENT_CREDENTIALS, REFRESH_TOKEN);
    SecretText id = section.secret("id");
    Optional<SecretText> secret =
        refreshes ? section.optionalSecret("secret") : Optional.of(section.secret("secret"));
    boolean inBody = section.says("client", "basic", "body") || secret.isEmpty();
    Map<String, SecretText> fields = new HashMap<>();
    fields.put("grant_type", new SecretText(refreshes ? REFRESH_TOKEN : CLIENT_CREDENTIALS));
    section.text("scope").ifPresent(scope -> fields.put("scope", new SecretText(scope)));
    if (inBody) {
      fields.put("client_id", id);
      secret.ifPresent(text -> fields.put("client_secret", text));
    }
    Optional<AuthSpec.Refresh> refresh =
        refreshes ? Optional.of(refresh(section)) : Optional.empty();
    refresh.ifPresent(
        each -> fields.put(REFRESH_TOKEN, new SecretText("${secret." + each.secret() + "}")));
    AuthSpec token =
        new AuthSpec.Token(
            BEARER,
            address(section, "token"),
            secret.filter(text -> !inBody).map(text -> new AuthSpec.Basic(id, text)),
            fields,
            true,
            Optional.empty(),
            JsonPointer.compile("/access_token"),
            Optional.of(JsonPointer.compile("/expires_in")),
            section.optionalDuration("life"),
            refresh);
    Stream.of("refresh", "rotates")
        .filter(key -> section.has(key) && !refreshes)
        .forEach(key -> section.fault(key, "must not be given without grant: refresh_token"));
    section.end();
    return token;
  }

  /** It is replaced by its name, so it must have one. */
  private static AuthSpec.Refresh refresh(Section section) {
    SecretText text = section.secret("refresh");
    String name = text.names().stream().findFirst().orElse("");
    if (section.has("refresh") && !text.text().equals("${secret." + name + "}")) {
      section.fault("refresh", "must be one secret, such as ${secret.crmRefresh}");
    }
    return new AuthSpec.Refresh(name, !section.says("rotates", "true", "false"));
  }

  private AuthSpec session(Section section) {
    Map<String, SecretText> fields = secrets(section.requiredSection("fields"));
    boolean isOperation = section.has("login") && !section.isText("login");
    Optional<Call> operation =
        isOperation
            ? section.section("login").flatMap(each -> new SoapReader(each).read(fields.keySet()))
            : Optional.empty();
    if (operation.isPresent() && section.has("as")) {
      section.fault("as", "must not be given with soap");
    }
    AuthSpec session =
        new AuthSpec.Token(
            carrier(section),
            operation
                .map(call -> URI.create(base + call.template()))
                .orElseGet(() -> isOperation ? base : address(section, "login")),
            Optional.empty(),
            fields,
            section.says("as", "json", "form"),
            operation.flatMap(Call::soap),
            section.requiredPointer("token"),
            section.pointer("lifeSeconds"),
            section.optionalDuration("life"),
            Optional.empty());
    section.end();
    return session;
  }

  private static AuthSpec signature(Section section) {
    String over = section.requiredText("over");
    section.uses("over", new Template(over).variables(), AuthSpec.Signature.VARIABLES);
    Optional<Section> time = section.section("time");
    AuthSpec signature =
        new AuthSpec.Signature(
            algorithm(section),
            section.secret("secret"),
            over,
            section.requiredText("header"),
            section.text("value").orElse("{signature}"),
            section.says("as", "hex", "base64"),
            time.flatMap(each -> each.word("format", TimeFormat.words(), TimeFormat::of))
                .orElse(TimeFormat.EPOCH_SECONDS),
            time.map(each -> each.requiredText("header")),
            section.section("headers").map(AuthReader::secrets).orElse(Map.of()));
    time.ifPresent(Section::end);
    section.end();
    return signature;
  }

  /** The one that a code is made by, as Java names it. */
  static String algorithm(Section section) {
    return section
        .word("algorithm", List.copyOf(ALGORITHMS.keySet()), Optional::of)
        .map(ALGORITHMS::get)
        .orElse("HmacSHA256");
  }

  private static Map<String, SecretText> secrets(Section section) {
    Map<String, SecretText> secrets = new LinkedHashMap<>();
    section.members().keySet().forEach(name -> secrets.put(name, section.secret(name)));
    return secrets;
  }

  private URI address(Section section, String key) {
    String text = section.requiredText(key);
    return Addresses.of(text.startsWith("/") ? base + text : text)
        .orElseGet(
            () -> {
              if (section.has(key)) {
                section.fault(key, "must be a path such as /oauth/token, or an address: " + text);
              }
              return base;
            });
  }
}
