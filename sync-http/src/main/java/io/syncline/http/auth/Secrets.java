package io.syncline.http.auth;

import io.syncline.http.client.Exchange;
import io.syncline.http.codec.EscapedText;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.SecretText;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SecretsWriter;
import io.syncline.spi.SettingFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The secrets of one service, and the tokens that it gave for them. Secrets are asked for at every
 * call, so they may change under way. Thread-safe.
 */
public final class Secrets {

  /** A secret that is shorter is a word of its own, and not blotted out of texts. */
  private static final int SHORTEST_BLOTTED = 4;

  /** A text may be late: it may hold a token that was replaced since. */
  private static final int TOKENS_KEPT = 16;

  /** What comes of a call that cannot show who makes it. */
  static final Exchange.Broken UNKNOWN =
      new Exchange.Broken(Exchange.Failure.UNAUTHORIZED, "a secret is no longer known to the host");

  /** A refresh token that is good once, and lost, would need somebody to log in anew. */
  private static final String NO_WRITER =
      "must be false, unless the host keeps the secret and has a secretsWriter for it: secret=";

  private final Set<String> names = new TreeSet<>();
  private final SecretsSource known;
  private final Deque<String> tokens = new ArrayDeque<>();

  private Secrets(SecretsSource known) {
    this.known = known;
  }

  /**
   * Looks whether every secret is there, and whether somebody keeps what one is replaced by.
   *
   * @param texts all that refer to secrets of the service
   * @param refresh what the service replaces among them
   * @param known asked at every call
   * @throws AdapterException.ConfigInvalid naming what is not so
   */
  public static Secrets of(
      List<SecretText> texts, Optional<AuthSpec.Refresh> refresh, SecretsSource known) {
    Secrets secrets = new Secrets(known);
    texts.forEach(text -> secrets.names.addAll(text.names()));
    List<SettingFault> faults = new ArrayList<>();
    secrets.names.stream()
        .filter(name -> known.secret(name).isEmpty())
        .map(name -> new SettingFault("secret." + name, "must be known to the host"))
        .forEach(faults::add);
    refresh
        .filter(each -> each.rotates() && known.writer(each.secret()).isEmpty())
        .map(each -> new SettingFault("connection.auth.oauth2.rotates", NO_WRITER + each.secret()))
        .ifPresent(faults::add);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return secrets;
  }

  /** Empty where a secret is no longer known. */
  public Optional<String> reveal(SecretText text) {
    return text.reveal(known::secret);
  }

  /** All of them; empty where a secret is no longer known. */
  Optional<Map<String, String>> reveal(Map<String, SecretText> texts) {
    Map<String, String> revealed = new HashMap<>();
    texts.forEach((name, text) -> reveal(text).ifPresent(value -> revealed.put(name, value)));
    return Optional.of(revealed).filter(all -> all.size() == texts.size());
  }

  /** The secret of this name as it is now; empty where it is no longer known. */
  Optional<String> current(String name) {
    return known.secret(name);
  }

  /** Who keeps another secret by this name. */
  Optional<SecretsWriter> writer(String name) {
    return known.writer(name);
  }

  /** As RFC 7617 has it, in UTF-8; empty where a secret is no longer known. */
  public Optional<String> basic(AuthSpec.Basic basic) {
    return basic(basic, UnaryOperator.identity());
  }

  /** The same of a client of OAuth 2, whose id and secret are encoded as in a form first. */
  Optional<String> client(AuthSpec.Basic basic) {
    return basic(basic, Secrets::inForm);
  }

  private Optional<String> basic(AuthSpec.Basic basic, UnaryOperator<String> written) {
    return reveal(basic.user())
        .map(written)
        .flatMap(
            user -> reveal(basic.password()).map(password -> user + ":" + written.apply(password)))
        .map(pair -> pair.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> Base64.getEncoder().encodeToString(bytes))
        .map(
            code -> {
              given(code);
              return "Basic " + code;
            });
  }

  /** From now on, this is a secret too. */
  synchronized void given(String token) {
    tokens.remove(token);
    tokens.addFirst(token);
    while (tokens.size() > TOKENS_KEPT) {
      tokens.removeLast();
    }
  }

  /** A service may echo what it was sent: no secret gets into a text of ours. */
  String blotted(String text) {
    String clean = text;
    for (String secret : longestFirst()) {
      clean = blotted(clean, secret);
    }
    return clean;
  }

  /** The same of bytes that are kept, however a secret is written in them. */
  byte[] blotted(byte[] bytes) {
    String clean = EscapedText.view(bytes);
    for (String secret : longestFirst()) {
      for (String look : secret.length() < SHORTEST_BLOTTED ? Set.<String>of() : looks(secret)) {
        clean = EscapedText.of(look).replaced(clean, "***");
      }
    }
    return EscapedText.bytes(clean);
  }

  /** A shorter one may be a part of a longer one. */
  private synchronized List<String> longestFirst() {
    List<String> secrets = new ArrayList<>(tokens);
    names.forEach(name -> known.secret(name).ifPresent(secrets::add));
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    return secrets;
  }

  /** The secret, in hexadecimal digits, and what any text in Base64 has that the secret is in. */
  private static Set<String> looks(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    Set<String> looks = new LinkedHashSet<>(List.of(secret));
    looks.add(HexFormat.of().formatHex(bytes));
    looks.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      byte[] within = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, within, before, bytes.length);
      int from = before == 0 ? 0 : before + 1; // digits that depend on what stands before
      int to = within.length * 8 / 6; // or on what stands behind
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        looks.add(encoder.withoutPadding().encodeToString(within).substring(from, to));
      }
    }
    return looks;
  }

  private static String blotted(String text, String secret) {
    return secret.length() < SHORTEST_BLOTTED
        ? text
        : text.replace(secret, "***")
            .replace(Call.encode(secret), "***")
            .replace(inForm(secret), "***");
  }

  /** As {@code application/x-www-form-urlencoded} has it: RFC 6749, appendix B. */
  private static String inForm(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
