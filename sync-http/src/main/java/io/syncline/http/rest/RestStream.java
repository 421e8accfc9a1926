package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.StreamedBody;
import io.syncline.http.inbound.Events;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.EventSpec.Place;
import io.syncline.http.manifest.StreamSpec;
import io.syncline.http.manifest.StreamSpec.Kind;
import io.syncline.http.manifest.StreamSpec.Resume;
import io.syncline.http.stream.ServerSentEvent;
import io.syncline.http.stream.ServerSentEvents;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.EventStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Listens to a service, as a manifest says: to server-sent events, or by a call that is answered
 * when there is something to tell. Its calls draw on no budget: one would be taken for ever.
 */
final class RestStream implements EventStream {

  private static final int OK = 200;
  private static final String EVENTS = "text/event-stream";

  /** A service that does not hold its answers for so long is not called again at once. */
  private static final long HELD_NANOS = Duration.ofSeconds(1).toNanos();

  private final WebService service;
  private final StreamSpec spec;
  private final Optional<Events> events;
  private String last = "";

  RestStream(WebService service, StreamSpec spec) {
    this.service = service;
    this.spec = spec;
    events = spec.event().map(Events::new);
  }

  @Override
  public void listen(Listener listener) {
    if (spec.kind() == Kind.SSE) {
      hear(listener);
    } else {
      poll(listener);
    }
  }

  // Server-sent events

  private void hear(Listener listener) {
    StreamedBody body = new StreamedBody();
    try {
      Exchange.Answer answer = service.open(spec.call(), hearing(), body, spec.silence());
      requireEvents(answer);
      listener.connected();
      ServerSentEvents parser = new ServerSentEvents(spec.maxBytes());
      Optional<byte[]> part = next(body);
      while (part.isPresent()) {
        for (ServerSentEvent event : parser.take(part.get())) {
          if (!tell(event, listener)) {
            return;
          }
          last = event.lastId();
        }
        part = next(body);
      }
      if (parser.retry().isPresent()) {
        throw new AdapterException.ReadThrottled(
            service.now().plus(parser.retry().get()), text("ended, and is to be called later"));
      }
    } catch (ServerSentEvents.TooLarge e) {
      throw new AdapterException.Unsupported(text("sent " + e.getMessage()));
    } finally {
      body.cancel();
    }
  }

  private HttpTransport.Request hearing() {
    HttpTransport.Request request =
        request(spec.call().path(Map.of()))
            .with("Accept", EVENTS)
            .with("Cache-Control", "no-store");
    boolean sendable = !last.isEmpty() && last.chars().allMatch(each -> each > ' ' && each < 127);
    return sendable ? request.with("Last-Event-ID", last) : request;
  }

  private void requireEvents(Exchange.Answer answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("nothing");
    if (answer.status() != OK || !type.toLowerCase(Locale.ROOT).startsWith(EVENTS)) {
      throw new AdapterException.Unsupported(
          text("must answer 200 with " + EVENTS + ": " + answer.status() + " with " + type));
    }
  }

  private boolean tell(ServerSentEvent event, Listener listener) {
    return tell(
        () -> Json.parse(event.data()),
        place -> place instanceof Place.Name ? Optional.of(event.name()) : Optional.empty(),
        listener);
  }

  /** What cannot be read says that something happened all the same. */
  private boolean tell(
      Supplier<Optional<JsonNode>> body,
      Function<Place, Optional<String>> beside,
      Listener listener) {
    Optional<List<Change>> changes =
        events.flatMap(reading -> body.get().flatMap(read -> reading.changes(read, beside)));
    boolean nothing = changes.map(List::isEmpty).orElse(false);
    return nothing || listener.told(changes.orElse(List.of()));
  }

  // Long poll

  private void poll(Listener listener) {
    boolean first = true;
    while (true) {
      boolean placed = !last.isEmpty();
      if (first || !placed) {
        listener.connected();
      }
      first = false;
      long asked = System.nanoTime();
      Optional<JsonNode> answer = ask();
      boolean held = System.nanoTime() - asked >= HELD_NANOS;
      String next =
          answer
              .flatMap(body -> spec.resume().flatMap(resume -> Json.text(body, resume.from())))
              .orElse(last);
      if (!placed && !next.isEmpty()) {
        listener.connected(); // it says where it is by now; what was before that may be missed
      }
      if (answer.isPresent() && !tell(() -> answer, place -> Optional.empty(), listener)) {
        return;
      }
      boolean moved = answer.isPresent() && !next.equals(last);
      last = next;
      if (!held && !moved) {
        return;
      }
    }
  }

  /** Empty where nothing happened while the answer was held. */
  private Optional<JsonNode> ask() {
    StreamedBody body = new StreamedBody();
    String path = spec.call().path(Map.of());
    Optional<Resume> resume = spec.resume().filter(each -> !last.isEmpty());
    HttpTransport.Request request =
        request(resume.map(each -> Call.withQuery(path, each.param(), last)).orElse(path));
    try {
      Exchange.Answer answer = service.open(spec.call(), request, body, spec.silence());
      if (answer.status() != OK) {
        return Optional.empty();
      }
      byte[] bytes = whole(body);
      if (bytes.length == 0) {
        return Optional.empty();
      }
      Answers.Content content =
          service.content(
              spec.call(), new Exchange.Answer(answer.status(), answer.headers(), bytes));
      if (!content.flaw().isEmpty()) {
        throw new AdapterException.Unsupported(text("answered with " + content.flaw()));
      }
      return Optional.of(content.body());
    } finally {
      body.cancel();
    }
  }

  private byte[] whole(StreamedBody body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Optional<byte[]> part = next(body); part.isPresent(); part = next(body)) {
      all.writeBytes(part.get());
      if (all.size() > spec.maxBytes()) {
        throw new AdapterException.Unsupported(
            text("answered with more than " + spec.maxBytes() + " bytes"));
      }
    }
    return all.toByteArray();
  }

  // Both

  private HttpTransport.Request request(String path) {
    return service.request(spec.call(), CallParts.of(path)).with("Accept-Encoding", "identity");
  }

  private Optional<byte[]> next(StreamedBody body) {
    try {
      return body.next(spec.silence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled(text("was interrupted"));
    } catch (CancellationException e) {
      throw new AdapterException.Cancelled(text("was closed"));
    } catch (TimeoutException e) {
      throw new AdapterException.Unreachable(text("was silent for " + spec.silence()));
    } catch (IOException e) {
      throw new AdapterException.Unreachable(text("broke off: " + e.getMessage()));
    }
  }

  private String text(String what) {
    return service.text(spec.call(), what);
  }
}
