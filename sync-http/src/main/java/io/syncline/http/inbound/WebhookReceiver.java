package io.syncline.http.inbound;

import io.syncline.http.auth.Verifying;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.InboundSpec;
import io.syncline.http.manifest.InboundSpec.EventSpec;
import io.syncline.http.manifest.InboundSpec.Meaning;
import io.syncline.http.manifest.InboundSpec.Place;
import io.syncline.http.manifest.VerifySpec;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.spi.Change;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.Received;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Reads webhooks as a manifest says. Nothing is parsed before its signature was found good. An
 * event may show a whole record: only its key counts, for the record may have changed since.
 */
public final class WebhookReceiver implements InboundReceiver {

  /** For how long ids are remembered of requests that do not tell when they were made. */
  private static final Duration UNTIMED = Duration.ofMinutes(10);

  /** Would be another place in a path. */
  private static final Set<String> NO_KEY = Set.of("", ".", "..");

  private final InboundSpec spec;
  private final Verifying verifying;
  private final InstantSource clock;

  public WebhookReceiver(InboundSpec spec, Verifying verifying, InstantSource clock) {
    this.spec = spec;
    this.verifying = verifying;
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
    if (!verifying.isGenuine(request, clock.instant())) {
      return Received.refused(InboundResponse.UNAUTHORIZED);
    }
    return Json.parse(request.body())
        .flatMap(body -> received(request, body))
        .orElse(Received.refused(InboundResponse.MALFORMED));
  }

  /** Empty where the events are missing, or one does not name its record. */
  private Optional<Received> received(InboundRequest request, JsonNode body) {
    JsonNode events = body.at(spec.event().items());
    if (events.isMissingNode()) {
      return Optional.empty();
    }
    List<Change> changes = new ArrayList<>();
    for (JsonNode event : events.isArray() ? events.values() : List.of(events)) {
      Optional<Meaning> meaning = meaning(request, event);
      Optional<NativeKey> key = key(event);
      if (meaning.isEmpty() || (meaning.get() != Meaning.IGNORE && key.isEmpty())) {
        return Optional.empty();
      }
      key.flatMap(found -> change(meaning.get(), found)).ifPresent(changes::add);
    }
    Optional<String> id =
        spec.dedupe()
            .flatMap(place -> text(place, request, body))
            .filter(text -> !text.isEmpty())
            .map(text -> isSigned() ? text : text + " " + digest(request));
    return Optional.of(new Received(InboundResponse.OK, id, changes));
  }

  /** Whether nobody but the service can have chosen the id. */
  private boolean isSigned() {
    return !(spec.dedupe().orElseThrow() instanceof Place.Header header)
        || spec.verify().isOver(header.name());
  }

  private static String digest(InboundRequest request) {
    return HexFormat.of().formatHex(LargeObject.sha256().digest(request.body()));
  }

  /** Empty where the event does not say of which kind it is. */
  private Optional<Meaning> meaning(InboundRequest request, JsonNode event) {
    EventSpec events = spec.event();
    return events.kind().isEmpty()
        ? Optional.of(Meaning.HINT)
        : text(events.kind().get(), request, event).map(events::meaning);
  }

  private static Optional<Change> change(Meaning meaning, NativeKey key) {
    return switch (meaning) {
      case HINT -> Optional.of(new Change.Hinted(key));
      case DELETE -> Optional.of(new Change.Deleted(key, Optional.empty(), Optional.empty()));
      case IGNORE -> Optional.empty();
    };
  }

  private Optional<NativeKey> key(JsonNode event) {
    List<String> parts = new ArrayList<>();
    for (JsonPointer at : spec.event().key()) {
      Optional<String> part = Json.text(event, at);
      if (part.stream().allMatch(NO_KEY::contains)) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new NativeKey(parts));
  }

  private static Optional<String> text(Place place, InboundRequest request, JsonNode body) {
    return place instanceof Place.Header header
        ? request.header(header.name())
        : Json.text(body, ((Place.Body) place).at());
  }
}
