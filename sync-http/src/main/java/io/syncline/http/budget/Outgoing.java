package io.syncline.http.budget;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.Verdict;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A call to be sent, perhaps more than once.
 *
 * @param repeatable whether it has one effect however often it is sent
 * @param request asked for when its turn has come; empty: it is not wanted any more
 * @param verdict what an answer means; empty: a success
 */
public record Outgoing(
    Call call,
    Use use,
    boolean repeatable,
    Supplier<Optional<HttpTransport.Request>> request,
    Function<Exchange.Answer, Optional<Verdict>> verdict) {

  /** Whether an answer refuses the credentials. */
  public boolean isUnauthorized(Exchange.Answer answer) {
    return verdict.apply(answer).equals(Optional.of(Verdict.AUTH_FAILED));
  }
}
