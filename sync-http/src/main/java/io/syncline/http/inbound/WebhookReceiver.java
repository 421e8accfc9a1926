package io.syncline.http.inbound;

import io.syncline.http.auth.Verifying;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.EventSpec.Place;
import io.syncline.http.manifest.HandshakeSpec;
import io.syncline.http.manifest.InboundSpec;
import io.syncline.http.manifest.VerifySpec;
import io.syncline.model.LargeObject;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.Received;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads webhooks as a manifest says. Nothing is parsed before its signature was found good. An
 * event may show a whole record: only its key counts, for the record may have changed since.
 */
public final class WebhookReceiver implements InboundReceiver {

  /** For how long ids are remembered of requests that do not tell when they were made. */
  private static final Duration UNTIMED = Duration.ofMinutes(10);

  private final InboundSpec spec;
  private final Events events;
  private final Verifying verifying;
  private final Optional<Handshake> handshake;
  private final InstantSource clock;

  /**
   * Of a manifest.
   *
   * @param secrets asked at every request, by name
   * @throws io.syncline.spi.AdapterException.ConfigInvalid naming those that are not there, or of
   *     the wrong form
   */
  public WebhookReceiver(
      InboundSpec spec, Function<String, Optional<String>> secrets, InstantSource clock) {
    this.spec = spec;
    this.events = new Events(spec.event());
    this.verifying = Verifying.of(spec.verify(), spec.handshake(), secrets);
    this.handshake = spec.handshake().map(each -> new Handshake(each, secrets));
    this.clock = clock;
  }

  @Override
  public String path() {
    return spec.path();
  }

  @Override
  public int maxBodyBytes() {
    return spec.maxBodyBytes();
  }

  @Override
  public Set<String> methods() {
    return spec.handshake().filter(HandshakeSpec::isInQuery).isPresent()
        ? Set.of("POST", "GET")
        : Set.of("POST");
  }

  /** A request that is stamped ahead of our clock is good for twice the tolerance. */
  @Override
  public Duration replayWindow() {
    return spec.verify()
        .time()
        .map(VerifySpec.Time::tolerance)
        .map(tolerance -> tolerance.multipliedBy(2))
        .orElse(UNTIMED);
  }

  @Override
  public Received receive(InboundRequest request) {
    return handshake
        .flatMap(each -> each.answer(request))
        .map(Received::answered)
        .orElseGet(() -> signed(request));
  }

  private Received signed(InboundRequest request) {
    if (!verifying.isGenuine(request, clock.instant())) {
      return Received.refused(InboundResponse.UNAUTHORIZED);
    }
    return Json.parse(request.body())
        .flatMap(body -> received(request, body))
        .orElse(Received.refused(InboundResponse.MALFORMED));
  }

  /** Empty where the events are missing, or one does not name its record. */
  private Optional<Received> received(InboundRequest request, JsonNode body) {
    Optional<InboundResponse> shaken = handshake.flatMap(each -> each.answer(body));
    if (shaken.isPresent()) {
      return shaken.map(Received::answered);
    }
    return events
        .changes(body, place -> request.header(((Place.Header) place).name()))
        .map(changes -> new Received(InboundResponse.OK, id(request, body), changes));
  }

  private Optional<String> id(InboundRequest request, JsonNode body) {
    return spec.dedupe()
        .flatMap(
            place ->
                place instanceof Place.Header header
                    ? request.header(header.name())
                    : Json.text(body, ((Place.Body) place).at()))
        .filter(text -> !text.isEmpty())
        .map(text -> isSigned() ? text : text + " " + digest(request));
  }

  /** Whether nobody but the service can have chosen the id. */
  private boolean isSigned() {
    return !(spec.dedupe().orElseThrow() instanceof Place.Header header)
        || spec.verify().isOver(header.name());
  }

  private static String digest(InboundRequest request) {
    return HexFormat.of().formatHex(LargeObject.sha256().digest(request.body()));
  }
}
