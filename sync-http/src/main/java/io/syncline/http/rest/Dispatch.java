package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends each of several requests once, as many at a time as the service allows, until one of them
 * says that it is no use to go on. Used for one call, by one thread.
 */
final class Dispatch {

  /** What an answer may take beyond the deadline until its end is seen. */
  private static final long GRACE_MILLIS = 1000;

  private final WebService service;
  private final Deadline deadline;
  private volatile boolean stopped;

  Dispatch(WebService service, Deadline deadline) {
    this.service = service;
    this.deadline = deadline;
  }

  /** One result per write of each sending, in order. */
  List<List<Sending.Result>> run(List<Sending> sendings) {
    List<Optional<CompletableFuture<List<Sending.Result>>>> underWay = new ArrayList<>();
    for (Sending sending : sendings) {
      underWay.add(send(sending));
    }
    List<List<Sending.Result>> results = new ArrayList<>();
    for (int i = 0; i < sendings.size(); i++) {
      Sending sending = sendings.get(i);
      results.add(
          underWay
              .get(i)
              .map(sent -> await(sending, sent))
              .orElseGet(() -> all(sending, new WriteOutcome.NotAttempted())));
    }
    return results;
  }

  private Optional<CompletableFuture<List<Sending.Result>>> send(Sending sending) {
    if (stopped || deadline.isOver()) {
      return Optional.empty();
    }
    try {
      return service.send(
          sending.call(), sending.request(), deadline, exchange -> read(sending, exchange));
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private List<Sending.Result> read(Sending sending, Exchange exchange) {
    List<Sending.Result> results = sending.results(exchange);
    if (results.stream().anyMatch(Sending.Result::isLast)) {
      stopped = true;
    }
    if (results.stream().anyMatch(result -> !result.refusal().isEmpty())) {
      service.refused();
    }
    return results;
  }

  private List<Sending.Result> await(
      Sending sending, CompletableFuture<List<Sending.Result>> sent) {
    try {
      return sent.get(deadline.remaining().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return all(sending, new WriteOutcome.Unknown("no complete answer in time"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return all(sending, new WriteOutcome.Unknown("interrupted while the answer was awaited"));
    } catch (ExecutionException e) {
      return all(sending, new WriteOutcome.Unknown("the answer could not be read"));
    }
  }

  private static List<Sending.Result> all(Sending sending, WriteOutcome outcome) {
    return sending.writes().stream().map(write -> Sending.Result.of(outcome)).toList();
  }
}
