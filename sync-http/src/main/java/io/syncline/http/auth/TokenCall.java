package io.syncline.http.auth;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks for a token: OAuth 2, RFC 6749, sections 4.4 and 6, and log-ins of the same shape. */
final class TokenCall implements TokenSource {

  private static final JsonPointer ERROR = JsonPointer.compile("/error");
  private static final JsonPointer DESCRIPTION = JsonPointer.compile("/error_description");
  private static final JsonPointer REFRESH = JsonPointer.compile("/refresh_token");
  private static final int LONGEST_TEXT = 200;

  private final AuthSpec.Token spec;
  private final Secrets secrets;
  private final HttpTransport transport;

  TokenCall(AuthSpec.Token spec, Secrets secrets, HttpTransport transport) {
    this.spec = spec;
    this.secrets = secrets;
    this.transport = transport;
  }

  @Override
  public CompletableFuture<Tokens.Granted> get(Duration within) {
    Optional<HttpTransport.Request> request = request();
    return request.isPresent()
        ? transport.send(request.get(), within).thenApply(this::granted)
        : CompletableFuture.completedFuture(Tokens.Granted.failed(Secrets.UNKNOWN));
  }

  /** Empty where a secret is not known any more. */
  private Optional<HttpTransport.Request> request() {
    Map<String, String> fields = new TreeMap<>();
    spec.fields()
        .forEach((name, text) -> secrets.reveal(text).ifPresent(value -> fields.put(name, value)));
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    headers.put(
        "Content-Type", spec.form() ? "application/x-www-form-urlencoded" : "application/json");
    Optional<String> basic = spec.client().flatMap(secrets::client);
    basic.ifPresent(text -> headers.put("Authorization", text));
    boolean whole =
        fields.size() == spec.fields().size() && basic.isPresent() == spec.client().isPresent();
    byte[] body = (spec.form() ? form(fields) : json(fields)).getBytes(StandardCharsets.UTF_8);
    return whole
        ? Optional.of(new HttpTransport.Request("POST", spec.source(), headers, body))
        : Optional.empty();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> Call.encode(field.getKey()) + "=" + Call.encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String json(Map<String, String> fields) {
    return JsonMapper.shared().writeValueAsString(fields);
  }

  private Tokens.Granted granted(Exchange exchange) {
    if (exchange instanceof Exchange.Broken broken) {
      return Tokens.Granted.failed(
          new Exchange.Broken(
              failure(broken.failure()),
              "no token: POST " + spec.source().getPath() + ": " + broken.text()));
    }
    Exchange.Answer answer = (Exchange.Answer) exchange;
    JsonNode body = Json.parse(answer.body()).orElse(MissingNode.getInstance());
    Optional<String> token = Json.text(body, spec.token()).filter(text -> !text.isEmpty());
    if (answer.status() / 100 == 2 && token.isPresent()) {
      secrets.given(token.get());
      return new Tokens.Granted(
          new Tokens.Token(token.get()), life(body), refresh(body), Optional.empty());
    }
    boolean later = answer.status() / 100 == 5 || answer.status() == 429;
    return Tokens.Granted.failed(
        new Exchange.Broken(
            later ? Exchange.Failure.NOT_SENT : Exchange.Failure.UNAUTHORIZED,
            refusal(answer, body)));
  }

  /** RFC 6749, section 6: the one before is discarded then. */
  private Optional<Tokens.Token> refresh(JsonNode body) {
    Optional<String> text =
        spec.refresh().flatMap(each -> Json.text(body, REFRESH)).filter(each -> !each.isEmpty());
    text.ifPresent(secrets::given);
    return text.map(Tokens.Token::new);
  }

  /** Of the call that the token was for: it was not sent, whatever became of this one. */
  private static Exchange.Failure failure(Exchange.Failure ours) {
    return switch (ours) {
      case CANCELLED, UNAUTHORIZED, CLOSED -> ours;
      case NOT_SENT, LOST, TIMED_OUT, TOO_LARGE -> Exchange.Failure.NOT_SENT;
    };
  }

  /**
   * Such as {@code invalid_client}, RFC 6749, section 5.2; without secrets, also where it is cut.
   */
  private String refusal(Exchange.Answer answer, JsonNode body) {
    List<String> words = new ArrayList<>();
    words.add("no token: POST " + spec.source().getPath() + " answered " + answer.status());
    if (answer.status() / 100 == 2) {
      words.add("without " + spec.token());
    }
    Json.text(body, ERROR).ifPresent(words::add);
    Json.text(body, DESCRIPTION).ifPresent(words::add);
    String text = secrets.blotted(String.join(" ", words));
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private Optional<Duration> life(JsonNode body) {
    return spec.lifeSeconds()
        .map(body::at)
        .filter(JsonNode::isNumber)
        .map(seconds -> Duration.ofSeconds(seconds.asLong()))
        .or(spec::life);
  }
}
