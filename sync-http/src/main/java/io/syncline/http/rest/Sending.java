package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.Call;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.util.List;

/** One request that carries one or more writes, and how its answer is read. */
interface Sending {

  List<Write> writes();

  Call call();

  /** What its answer answers. */
  Question question();

  /** Whether the service knows a repeat from a second write. */
  boolean isRepeatable();

  HttpTransport.Request request();

  /** One result per write, in order. */
  List<Result> results(Exchange exchange);

  /** The same writes in two requests, of several whose results were shared. */
  default List<Sending> halves() {
    return List.of(this);
  }

  /**
   * An outcome.
   *
   * @param refusal what the service said to our credentials, after which nothing more should be
   *     sent; empty text: nothing against them
   * @param shared whether all writes of the request were refused together, perhaps for one of them
   */
  record Result(WriteOutcome outcome, String refusal, boolean shared) {

    static Result of(WriteOutcome outcome) {
      return new Result(outcome, "", false);
    }

    static Result refused(WriteOutcome outcome, String refusal) {
      return new Result(outcome, refusal, false);
    }

    static Result shared(WriteOutcome outcome) {
      return new Result(outcome, "", true);
    }

    boolean isRefused() {
      return !refusal.isEmpty();
    }
  }
}
