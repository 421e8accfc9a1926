package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.Call;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.util.List;

/** One request that carries one or more writes, and how its answer is read. */
interface Sending {

  List<Write> writes();

  Call call();

  HttpTransport.Request request();

  /** One result per write, in order. */
  List<Result> results(Exchange exchange);

  /**
   * An outcome, and whether nothing more should be sent after it.
   *
   * @param refusal what the service said to our credentials; empty text: nothing against them
   */
  record Result(WriteOutcome outcome, String refusal) {

    static Result of(WriteOutcome outcome) {
      return new Result(outcome, "");
    }

    boolean isLast() {
      return !refusal.isEmpty() || outcome instanceof WriteOutcome.Throttled;
    }
  }
}
