package io.syncline.http.rest;

import io.syncline.http.budget.Delivery;
import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Sends several requests, as many at a time as the service allows, until one of them says that it
 * is no use to go on. Used for one call, by one thread, which does nothing but wait.
 */
final class Dispatch {

  private final WebService service;
  private final Deadline deadline;
  private volatile boolean stopped;

  Dispatch(WebService service, Deadline deadline) {
    this.service = service;
    this.deadline = deadline;
  }

  /** One result per write of each sending, in order. */
  List<List<Sending.Result>> run(List<Sending> sendings) {
    stopped = Thread.currentThread().isInterrupted();
    List<Delivery<List<Sending.Result>>> underWay = new ArrayList<>();
    for (Sending sending : sendings) {
      underWay.add(
          service.send(
              sending, () -> request(sending), deadline, exchange -> read(sending, exchange)));
    }
    List<List<Sending.Result>> results = new ArrayList<>();
    for (int i = 0; i < sendings.size(); i++) {
      results.add(await(sendings.get(i), underWay.get(i)));
    }
    return results;
  }

  /** Made when its turn has come, so that few are in memory. */
  private Optional<HttpTransport.Request> request(Sending sending) {
    return stopped ? Optional.empty() : Optional.of(sending.request());
  }

  private List<Sending.Result> read(Sending sending, Exchange exchange) {
    List<Sending.Result> results = sending.results(exchange);
    if (results.stream().anyMatch(Sending.Result::isRefused)) {
      stopped = true;
      service.refused();
    }
    return results;
  }

  private List<Sending.Result> await(Sending sending, Delivery<List<Sending.Result>> delivery) {
    try {
      return delivery.await();
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
      return withdrawn(sending, delivery, "interrupted while the answer was awaited");
    } catch (TimeoutException e) {
      return withdrawn(sending, delivery, "no complete answer in time");
    } catch (ExecutionException e) {
      return all(
          sending,
          delivery.withdraw()
              ? new WriteOutcome.Rejected("UNFIT", service.unfit(e), List.of())
              : new WriteOutcome.Unknown("the answer could not be read"));
    }
  }

  private static List<Sending.Result> withdrawn(
      Sending sending, Delivery<List<Sending.Result>> delivery, String why) {
    return all(
        sending,
        delivery.withdraw() ? new WriteOutcome.NotAttempted() : new WriteOutcome.Unknown(why));
  }

  private static List<Sending.Result> all(Sending sending, WriteOutcome outcome) {
    return sending.writes().stream().map(write -> Sending.Result.of(outcome)).toList();
  }
}
