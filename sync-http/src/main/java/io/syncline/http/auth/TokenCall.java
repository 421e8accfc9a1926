package io.syncline.http.auth;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.AuthSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Asks for a token: OAuth 2, RFC 6749, sections 4.4 and 6, and log-ins of other shapes. */
final class TokenCall implements TokenSource {

  private static final JsonPointer REFRESH = JsonPointer.compile("/refresh_token");
  private static final int LONGEST_TEXT = 200;

  private final AuthSpec.Token spec;
  private final LogIn logIn;
  private final Secrets secrets;
  private final HttpTransport transport;

  TokenCall(AuthSpec.Token spec, Secrets secrets, HttpTransport transport) {
    this.spec = spec;
    this.secrets = secrets;
    logIn =
        spec.soap()
            .<LogIn>map(soap -> new SoapLogIn(spec, soap, secrets))
            .orElseGet(() -> new FormLogIn(spec, secrets));
    this.transport = transport;
  }

  @Override
  public CompletableFuture<Tokens.Granted> get(Duration within) {
    Optional<HttpTransport.Request> request = logIn.request();
    return request.isPresent()
        ? transport.send(request.get(), within).thenApply(this::granted)
        : CompletableFuture.completedFuture(Tokens.Granted.failed(Secrets.UNKNOWN));
  }

  private Tokens.Granted granted(Exchange exchange) {
    if (exchange instanceof Exchange.Broken broken) {
      return Tokens.Granted.failed(
          new Exchange.Broken(
              failure(broken.failure()),
              "no token: POST " + spec.source().getPath() + ": " + broken.text()));
    }
    LogIn.Answered answer = logIn.read((Exchange.Answer) exchange);
    JsonNode body = answer.body();
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
            refusal((Exchange.Answer) exchange, answer.words())));
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
      case CANCELLED, UNAUTHORIZED, CLOSED, NOT_RECORDED -> ours;
      case NOT_SENT, LOST, TIMED_OUT, TOO_LARGE -> Exchange.Failure.NOT_SENT;
    };
  }

  /** With what the service says; without secrets, also where it is cut. */
  private String refusal(Exchange.Answer answer, List<String> said) {
    List<String> words = new ArrayList<>();
    words.add("no token: POST " + spec.source().getPath() + " answered " + answer.status());
    if (answer.status() / 100 == 2) {
      words.add("without " + spec.token());
    }
    words.addAll(said);
    String text = secrets.blotted(String.join(" ", words));
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private Optional<Duration> life(JsonNode body) {
    return spec.lifeSeconds()
        .flatMap(at -> Json.text(body, at))
        .filter(seconds -> seconds.matches("\\d{1,12}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .or(spec::life);
  }
}
