package io.syncline.http.auth;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.Call;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who we are to the service. Puts into each call what shows it; where that is a token, gets one for
 * all calls together, in time, and once more where it is refused. Thread-safe.
 */
public final class Credentials {

  /** What comes of a call that has no envelope to put anything into. */
  private static final Exchange.Broken NO_ENVELOPE =
      new Exchange.Broken(
          Exchange.Failure.UNAUTHORIZED, "usernameToken and soapHeader are for calls of SOAP only");

  private final AuthSpec auth;
  private final Secrets secrets;
  private final Optional<Tokens> tokens;
  private final InstantSource clock;

  private Credentials(
      AuthSpec auth, Secrets secrets, Optional<Tokens> tokens, InstantSource clock) {
    this.auth = auth;
    this.secrets = secrets;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Calls nobody yet.
   *
   * @param transport by which tokens are had
   * @param patience the most time it takes to get one
   */
  public static Credentials of(
      AuthSpec auth,
      Secrets secrets,
      HttpTransport transport,
      Duration patience,
      InstantSource clock) {
    Optional<Tokens> tokens =
        auth instanceof AuthSpec.Token token
            ? Optional.of(new Tokens(source(token, secrets, transport), patience, clock))
            : Optional.empty();
    return new Credentials(auth, secrets, tokens, clock);
  }

  private static TokenSource source(
      AuthSpec.Token token, Secrets secrets, HttpTransport transport) {
    TokenSource call = new TokenCall(token, secrets, transport);
    return token
        .refresh()
        .<TokenSource>map(refresh -> new Refreshing(refresh, secrets, call))
        .orElse(call);
  }

  /**
   * Waits, for so long at most, for a refresh token that is being replaced: cut off, the new one
   * would be lost and the old one be no good.
   */
  public void settle(Duration within) {
    if (auth instanceof AuthSpec.Token token && token.refresh().isPresent()) {
      tokens.ifPresent(each -> each.settle(within));
    }
  }

  /**
   * Sends a request as one that shows who makes it.
   *
   * @param refused whether an answer says that it does not; nothing was done then
   */
  public CompletableFuture<Exchange> send(
      HttpTransport transport,
      HttpTransport.Request request,
      Deadline deadline,
      Predicate<Exchange.Answer> refused) {
    return sendOnce(transport, request, deadline)
        .thenCompose(
            sent -> {
              boolean again =
                  sent.token().isPresent()
                      && sent.exchange() instanceof Exchange.Answer answer
                      && refused.test(answer);
              if (!again) {
                return CompletableFuture.completedFuture(sent.exchange());
              }
              tokens.orElseThrow().drop(sent.token().get());
              return sendOnce(transport, request, deadline).thenApply(Sent::exchange);
            });
  }

  /** What came, and of which token. */
  private record Sent(Optional<Tokens.Token> token, Exchange exchange) {}

  private CompletableFuture<Sent> sendOnce(
      HttpTransport transport, HttpTransport.Request request, Deadline deadline) {
    if (!(auth instanceof AuthSpec.Token spec)) {
      return transmitted(transport, signed(request), deadline)
          .thenApply(exchange -> new Sent(Optional.empty(), exchange));
    }
    return tokens
        .orElseThrow()
        .get(deadline.remaining())
        .thenCompose(
            granted ->
                granted.failure().isPresent()
                    ? CompletableFuture.completedFuture(
                        new Sent(Optional.empty(), granted.failure().get()))
                    : transmitted(
                            transport,
                            carried(spec.carrier(), granted.token().text(), request),
                            deadline)
                        .thenApply(exchange -> new Sent(Optional.of(granted.token()), exchange)));
  }

  private static CompletableFuture<Exchange> transmitted(
      HttpTransport transport, Ready ready, Deadline deadline) {
    return ready.request().isPresent()
        ? transport.send(ready.request().get(), deadline.remaining())
        : CompletableFuture.completedFuture(ready.why());
  }

  /**
   * A request that shows who makes it.
   *
   * @param request empty: it cannot
   * @param why it cannot
   */
  private record Ready(Optional<HttpTransport.Request> request, Exchange.Broken why) {

    static Ready of(HttpTransport.Request request) {
      return new Ready(Optional.of(request), Secrets.UNKNOWN);
    }

    static Ready ofSecrets(Optional<HttpTransport.Request> request) {
      return new Ready(request, Secrets.UNKNOWN);
    }

    static Ready inHeader(HttpTransport.Request request, String element) {
      return new Ready(EnvelopeHeader.with(request, element), NO_ENVELOPE);
    }
  }

  private Ready signed(HttpTransport.Request request) {
    if (auth instanceof AuthSpec.Basic basic) {
      return Ready.ofSecrets(secrets.basic(basic).map(text -> request.with("Authorization", text)));
    }
    if (auth instanceof AuthSpec.Key key) {
      return secrets
          .reveal(key.value())
          .map(value -> carried(key.carrier(), value, request))
          .orElse(Ready.ofSecrets(Optional.empty()));
    }
    if (auth instanceof AuthSpec.UsernameToken token) {
      return new UsernameTokens(token, secrets)
          .element(clock.instant())
          .map(element -> Ready.inHeader(request, element))
          .orElse(Ready.ofSecrets(Optional.empty()));
    }
    return auth instanceof AuthSpec.Signature signature
        ? Ready.ofSecrets(new Signing(signature, secrets).signed(request, clock.instant()))
        : Ready.of(request);
  }

  private static Ready carried(
      AuthSpec.Carrier carrier, String value, HttpTransport.Request request) {
    if (carrier instanceof AuthSpec.Carrier.Header header) {
      return Ready.of(request.with(header.name(), header.scheme() + value));
    }
    if (carrier instanceof AuthSpec.Carrier.SoapHeader header) {
      return Ready.inHeader(request, header.with(EnvelopeHeader.ascii(value)));
    }
    return Ready.of(
        carrier instanceof AuthSpec.Carrier.Query query
            ? request.with(Call.withQuery(request.address(), query.parameter(), value))
            : request.with("Cookie", ((AuthSpec.Carrier.Cookie) carrier).name() + "=" + value));
  }

  /** The service refused the token within an answer: the next call gets another. */
  public void refused() {
    tokens.ifPresent(Tokens::drop);
  }

  /** The path without what of the credentials a service echoes in it. */
  public String without(String path) {
    int query = path.indexOf('?');
    if (query < 0
        || !(auth instanceof AuthSpec.Carried carried)
        || !(carried.carrier() instanceof AuthSpec.Carrier.Query parameter)) {
      return path;
    }
    String ours = Call.encode(parameter.parameter()) + "=";
    String kept =
        Stream.of(path.substring(query + 1).split("&", -1))
            .filter(each -> !each.startsWith(ours))
            .collect(Collectors.joining("&"));
    return path.substring(0, query) + (kept.isEmpty() ? "" : "?" + kept);
  }

  /** A service may echo what it was sent: no secret gets into a text of ours. */
  public String blotted(String text) {
    return secrets.blotted(text);
  }

  /** The same of bytes that are kept, however a secret is written in them. */
  public byte[] blotted(byte[] bytes) {
    return secrets.blotted(bytes);
  }
}
