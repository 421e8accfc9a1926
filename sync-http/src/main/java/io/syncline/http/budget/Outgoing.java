package io.syncline.http.budget;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A call to be sent, perhaps more than once.
 *
 * @param repeatable whether it has one effect however often it is sent
 * @param request asked for when its turn has come; empty: it is not wanted any more
 * @param verdict what an answer means; empty: a success
 * @param ids of its writes, which another run that does the same has others of
 */
public record Outgoing(
    Call call,
    Use use,
    boolean repeatable,
    Supplier<Optional<HttpTransport.Request>> request,
    Function<Exchange.Answer, Optional<Verdict>> verdict,
    List<String> ids) {

  public Outgoing {
    ids = List.copyOf(ids);
  }

  /** One that writes nothing. */
  public Outgoing(
      Call call,
      Use use,
      boolean repeatable,
      Supplier<Optional<HttpTransport.Request>> request,
      Function<Exchange.Answer, Optional<Verdict>> verdict) {
    this(call, use, repeatable, request, verdict, List.of());
  }

  /** Whether an answer refuses the credentials. */
  public boolean isUnauthorized(Exchange.Answer answer) {
    return verdict.apply(answer).equals(Optional.of(Verdict.AUTH_FAILED));
  }
}
