package io.syncline.http.rest;

import io.syncline.http.budget.Delivery;
import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.SpooledBody;
import io.syncline.http.codec.Rows;
import io.syncline.http.codec.Unreadable;
import io.syncline.http.manifest.ListSpec;
import io.syncline.http.manifest.SpoolSpec;
import io.syncline.http.rest.Arrivals.State;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.AdapterException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A listing that is one large answer, on its way through a temporary file. It takes its turn as any
 * call does, until its last byte is in the file, which does not wait for who reads it; what breaks
 * off is asked for again as any read is, and read again from its first record on. Where the
 * manifest has rules for what good answers say, one of up to {@link #SMALL} bytes is judged by them
 * first; a larger one is a listing. Thread-safe.
 */
final class SpooledListing {

  /** In bytes, as they come. */
  static final int SMALL = 1024 * 1024;

  /** No answer is that small. */
  private static final int NONE = -1;

  private static final int OK = 200;

  private final String id;
  private final WebService service;
  private final ListSpec list;
  private final SpoolSpec spool;
  private final int small;
  private final Arrivals arrivals;
  private final Delivery<Exchange> delivery;
  private @Nullable Reading reading;
  private @Nullable List<JsonNode> judged;

  /**
   * Where records are.
   *
   * @param sending how often the call had been sent
   * @param records before it
   */
  record Place(int sending, long records) {
    static final Place FIRST = new Place(0, 0);
  }

  /**
   * Records that follow each other.
   *
   * @param next empty: they are the last
   */
  record Piece(List<JsonNode> records, Optional<Place> next) {}

  /** Asks for it, and returns at once. */
  SpooledListing(String id, WebService service, ListSpec list) {
    this.id = id;
    this.service = service;
    this.list = list;
    spool = list.spool().orElseThrow();
    small = service.doubts(OK) ? SMALL : NONE;
    arrivals = new Arrivals(small);
    delivery = begun();
  }

  String id() {
    return id;
  }

  private Delivery<Exchange> begun() {
    Pages pages = new Pages(service, list);
    HttpTransport.Request request =
        pages.request(pages.first(Integer.MAX_VALUE), new Since.Beginning(), Map.of());
    return service.spool(
        list.call(),
        request,
        (outgoing, sent, deadline) -> send(sent, deadline),
        Deadline.in(spool.within()),
        arrivals::ended);
  }

  private CompletableFuture<Exchange> send(HttpTransport.Request sent, Deadline deadline) {
    SpooledBody body;
    try {
      body = SpooledBody.open(spool.maxBytes(), service.timeouts().body(), deadline);
    } catch (IOException e) {
      return CompletableFuture.completedFuture(
          new Exchange.Broken(Exchange.Failure.NOT_SENT, "no temporary file: " + e.getMessage()));
    }
    return service.stream(list.call(), sent, body, true, deadline)
        .thenCompose(exchange -> arriving(exchange, body));
  }

  private CompletableFuture<Exchange> arriving(Exchange exchange, SpooledBody body) {
    if (!(exchange instanceof Exchange.Answer answer) || answer.status() != OK) {
      body.close();
      return CompletableFuture.completedFuture(exchange);
    }
    arrivals.began(answer, body);
    return body.over()
        .thenApply(
            over ->
                body.flaw().<Exchange>map(flaw -> flaw).orElseGet(() -> answered(answer, body)));
  }

  /** With its body where it is small. */
  private Exchange answered(Exchange.Answer answer, SpooledBody body) {
    if (body.length() > small) {
      return answer;
    }
    try {
      byte[] bytes = body.input(() -> Deadline.in(Duration.ZERO)).readAllBytes();
      return new Exchange.Answer(answer.status(), answer.headers(), bytes);
    } catch (IOException e) {
      return new Exchange.Broken(Exchange.Failure.LOST, "its file broke: " + e.getMessage());
    }
  }

  /** Nothing is sent any more; the file is let go of. */
  void close() {
    delivery.withdraw();
    arrivals.close();
  }

  /**
   * Reads on. Where none is there before the deadline, the answer has no records, and goes on at
   * the same place.
   *
   * @throws AdapterException as any read of a listing does
   */
  synchronized Piece read(Place from, int most, Deadline deadline) {
    while (true) {
      Optional<State> state = arrivals.await(deadline);
      if (state.isEmpty()) {
        return new Piece(List.of(), Optional.of(from));
      }
      if (state.get() instanceof State.Ended ended) {
        return judged(ended, from, most);
      }
      Optional<Piece> piece = large((State.Large) state.get(), from, most, deadline);
      if (piece.isPresent()) {
        return piece.get();
      }
    }
  }

  /** What ended without a large body: with a small one, or for what is to be told. */
  private Piece judged(State.Ended state, Place from, int most) {
    if (judged == null) {
      WebService.Reply reply = service.reply(list.call(), state.exchange(), Question.LISTING);
      judged =
          service
              .list(list.call(), reply.body(), list.records())
              .orElseThrow(
                  () ->
                      new AdapterException.Unsupported(
                          text("answered without a list at " + list.records())));
    }
    int first = (int) (from.sending() == state.sending() ? from.records() : 0);
    int end = Math.min(judged.size(), first + most);
    return new Piece(
        judged.subList(first, end),
        end == judged.size() ? Optional.empty() : Optional.of(new Place(state.sending(), end)));
  }

  /** Empty where the body broke off, and may come again. */
  private Optional<Piece> large(State.Large state, Place from, int most, Deadline deadline) {
    List<JsonNode> records = new ArrayList<>();
    Place at = from.sending() == state.sending() ? from : new Place(state.sending(), 0);
    try {
      Reading on = reading(state, at, deadline);
      while (records.size() < most && !deadline.isOver()) {
        Optional<JsonNode> record = on.next();
        if (record.isEmpty()) {
          return Optional.of(new Piece(records, Optional.empty()));
        }
        records.add(record.get());
      }
      return Optional.of(new Piece(records, Optional.of(on.place())));
    } catch (SocketTimeoutException e) {
      reading = null; // it stopped within a record, and so goes on from the first one
      return Optional.of(
          new Piece(records, Optional.of(new Place(at.sending(), at.records() + records.size()))));
    } catch (IOException e) {
      reading = null;
      arrivals.brokeOff(state);
      return Optional.empty();
    } catch (Unreadable e) {
      throw new AdapterException.Unreachable(text("answered with " + e.getMessage()));
    }
  }

  private Reading reading(State.Large state, Place at, Deadline deadline)
      throws IOException, Unreadable {
    Reading on = reading;
    if (on == null || !on.place().equals(at)) {
      on = new Reading(state, at.sending());
      reading = on;
    }
    on.deadline = deadline;
    while (on.place().records() < at.records() && on.next().isPresent()) {
      // they were read before
    }
    return on;
  }

  /** The records of one large body. */
  private final class Reading {

    private final Rows rows;
    private final int sending;
    private long records;
    private Deadline deadline = Deadline.in(spool.within());

    Reading(State.Large state, int sending) {
      this.sending = sending;
      rows =
          service
              .codec(list.call())
              .decode()
              .rows(state.answer().headers(), state.body().input(() -> deadline), list.records());
    }

    Place place() {
      return new Place(sending, records);
    }

    Optional<JsonNode> next() throws IOException, Unreadable {
      Optional<JsonNode> next = rows.next();
      records += next.isPresent() ? 1 : 0;
      return next;
    }
  }

  private String text(String what) {
    return service.text(list.call(), what);
  }
}
