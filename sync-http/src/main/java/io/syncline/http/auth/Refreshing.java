package io.syncline.http.auth;

import io.syncline.http.auth.Tokens.Granted;
import io.syncline.http.auth.Tokens.Token;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.Waiting;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.spi.SecretsWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Gets tokens for a refresh token, and has the host keep the one that comes with each before the
 * token is used: RFC 6749, section 6, and RFC 9700, section 4.14.2, by which a service that sees an
 * old one again takes it for stolen and ends them all. So the newest that was kept is shown, and
 * one that could not be kept is not forgotten: it is kept before anything else is asked for.
 *
 * <p>A crash between the service's answer and the host's keeping leaves the old one, which is shown
 * again then; whether it is still good, the service says.
 */
final class Refreshing implements TokenSource {

  private final AuthSpec.Refresh spec;
  private final Secrets secrets;
  private final TokenSource call;
  private volatile Optional<Replacement> unkept = Optional.empty();

  Refreshing(AuthSpec.Refresh spec, Secrets secrets, TokenSource call) {
    this.spec = spec;
    this.secrets = secrets;
    this.call = call;
  }

  private record Replacement(Optional<Token> shown, Token next) {}

  @Override
  public CompletableFuture<Granted> get(Duration within) {
    return keep()
        .thenCompose(
            failure ->
                failure
                    .map(why -> CompletableFuture.completedFuture(Granted.failed(why)))
                    .orElseGet(() -> refreshed(within)));
  }

  /** One that is refused may have been replaced meanwhile, by another process of the host. */
  private CompletableFuture<Granted> refreshed(Duration within) {
    Optional<Token> shown = current();
    return call.get(within)
        .thenCompose(
            granted ->
                granted.isRefused() && !current().equals(shown)
                    ? refreshedOnce(current(), within)
                    : kept(shown, granted));
  }

  private CompletableFuture<Granted> refreshedOnce(Optional<Token> shown, Duration within) {
    return call.get(within).thenCompose(granted -> kept(shown, granted));
  }

  private Optional<Token> current() {
    Optional<String> text = secrets.current(spec.secret());
    text.ifPresent(secrets::given); // it is one also when it was replaced
    return text.map(Token::new);
  }

  private CompletableFuture<Granted> kept(Optional<Token> shown, Granted granted) {
    Optional<Token> next = granted.refresh().filter(token -> !shown.equals(Optional.of(token)));
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(granted);
    }
    unkept = Optional.of(new Replacement(shown, next.get()));
    return keep().thenApply(failure -> failure.map(Granted::failed).orElse(granted));
  }

  private CompletableFuture<Optional<Exchange.Broken>> keep() {
    Optional<Replacement> what = unkept;
    Optional<SecretsWriter> writer = secrets.writer(spec.secret());
    if (what.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return writer.isEmpty()
        ? CompletableFuture.completedFuture(Optional.of(unannounced()))
        : CompletableFuture.supplyAsync(() -> keep(what.get(), writer.get()), Waiting.threads());
  }

  /** What another process kept meanwhile is newer, and stays. */
  private Optional<Exchange.Broken> keep(Replacement what, SecretsWriter writer) {
    try {
      if (current().equals(what.shown())) {
        writer.write(spec.secret(), what.next().text());
      }
      if (current().equals(what.shown())) {
        return Optional.of(notKept("its secrets still have the old one"));
      }
      unkept = Optional.empty();
      return Optional.empty();
    } catch (RuntimeException e) { // its text may hold the token
      return Optional.of(notKept(e.getClass().getSimpleName()));
    }
  }

  private Exchange.Broken notKept(String why) {
    return new Exchange.Broken(
        Exchange.Failure.NOT_SENT,
        "no token: the host did not keep the new refresh token: secret="
            + spec.secret()
            + ", "
            + why);
  }

  private Exchange.Broken unannounced() {
    return new Exchange.Broken(
        Exchange.Failure.UNAUTHORIZED,
        "no token: the service gave a new refresh token, which rotates: false says it does not:"
            + " secret="
            + spec.secret());
  }
}
