package io.syncline.http.rest;

import io.syncline.http.auth.Credentials;
import io.syncline.http.auth.Secrets;
import io.syncline.http.auth.SecretsSource;
import io.syncline.http.budget.Courier;
import io.syncline.http.client.BodySink;
import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.replay.Recorder;
import io.syncline.http.replay.Replayer;
import io.syncline.http.replay.Taping;
import io.syncline.http.route.Transports;
import io.syncline.spi.AdapterException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Where calls go: to the service, to the service and into a recording, or to a recording alone.
 *
 * @param transport by which streams are opened, which are neither recorded nor replayed
 * @param taped whether answers go into a recording, or come out of one
 * @param time that requests may depend on: a recording's own, so that a replay asks the same
 * @param close lets go of what is held; calls that are under way end
 */
record Outlet(
    Courier.Line line,
    HttpTransport transport,
    boolean taped,
    Credentials credentials,
    InstantSource time,
    Runnable close) {

  static Outlet open(
      ConnectionSpec connection, InstantSource clock, SecretsSource known, Taping taping) {
    taping.check();
    return taping.replay().isPresent()
        ? replayed(Replayer.open(taping.replay().get(), connection.base()), known)
        : called(connection, clock, known, taping);
  }

  /** Calls the service, by a way that is there already. */
  static Outlet live(HttpTransport transport, Credentials credentials, InstantSource clock) {
    return new Outlet(
        (outgoing, request, deadline) ->
            credentials.send(transport, request, deadline, outgoing::isUnauthorized),
        transport,
        false,
        credentials,
        clock,
        transport::close);
  }

  /**
   * Opens a stream.
   *
   * @param deadline until its headers have come
   * @param refused whether an answer says that we did not show who we are
   */
  CompletableFuture<Exchange> stream(
      HttpTransport.Request request,
      Deadline deadline,
      BodySink into,
      Predicate<Exchange.Answer> refused) {
    return credentials.send(transport.opening(into), request, deadline, refused);
  }

  private static Outlet called(
      ConnectionSpec connection, InstantSource clock, SecretsSource known, Taping taping) {
    Secrets secrets = Secrets.of(connection.secrets(), connection.refresh(), known);
    HttpTransport transport = Transports.open(connection, secrets, RestAdapter.MAX_BODY_BYTES);
    Credentials credentials =
        Credentials.of(connection.auth(), secrets, transport, connection.timeouts().call(), clock);
    Outlet live = live(transport, credentials, clock);
    if (taping.record().isEmpty()) {
      return live;
    }
    return recorded(live, taping.record().get(), connection, clock);
  }

  private static Outlet recorded(
      Outlet live, Path file, ConnectionSpec connection, InstantSource clock) {
    Credentials credentials = live.credentials();
    Recorder recorder;
    try {
      recorder = Recorder.open(file, connection.base(), credentials::blotted, clock);
    } catch (AdapterException.ConfigInvalid e) {
      live.close().run();
      throw e;
    }
    return new Outlet(
        recorder.over(live.line()),
        live.transport(),
        true,
        credentials,
        recorder.time(),
        () -> {
          live.close().run();
          recorder.close();
        });
  }

  /** Nobody is shown anything, so no secret needs to be known. */
  private static Outlet replayed(Replayer replayer, SecretsSource known) {
    Secrets none = Secrets.of(List.of(), Optional.empty(), known);
    HttpTransport transport = new NoTransport();
    Credentials credentials =
        Credentials.of(new AuthSpec.None(), none, transport, Duration.ZERO, replayer.time());
    return new Outlet(replayer, transport, true, credentials, replayer.time(), replayer::close);
  }

  /** What a replay would call the service by. */
  private static final class NoTransport implements HttpTransport {

    @Override
    public CompletableFuture<Exchange> send(Request request, Duration within) {
      throw new IllegalStateException("must not be called in a replay");
    }

    @Override
    public CompletableFuture<Exchange> open(Request request, Duration within, BodySink into) {
      return CompletableFuture.completedFuture(
          new Exchange.Broken(Exchange.Failure.NOT_RECORDED, "streams are not recorded"));
    }

    @Override
    public void close() {}
  }
}
