package io.syncline.http.rest;

import io.syncline.http.auth.Credentials;
import io.syncline.http.auth.Secrets;
import io.syncline.http.budget.SharedBudgets;
import io.syncline.http.client.BodySink;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.Timeouts;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.manifest.ErrorRule;
import io.syncline.http.manifest.LimitsSpec;
import io.syncline.http.manifest.Manifest;
import io.syncline.http.manifest.RetrySpec;
import io.syncline.http.manifest.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Which calls a manifest makes, and what becomes of their answers, as text for people. It is made
 * of the very requests that would be sent, with variables in the place of values; secrets are told
 * by their names. Calls nobody.
 */
public final class Explanation {

  private final Manifest manifest;
  private final ConnectionSpec connection;
  private final Outline out = new Outline();

  private Explanation(Manifest manifest) {
    this.manifest = manifest;
    connection = manifest.connection();
  }

  /** The text, in lines. */
  public static String of(Manifest manifest) {
    return new Explanation(manifest).text();
  }

  private String text() {
    out.line(connection.base().toString());
    out.below(this::connection);
    WebService service = silent();
    CallText calls = new CallText(connection, out);
    new TreeMap<>(manifest.datasets())
        .values()
        .forEach(
            dataset -> {
              out.blank();
              new DatasetExplanation(service, dataset, calls, out).tell();
            });
    return out.toString();
  }

  private void connection() {
    new CredentialsText(connection.auth())
        .token()
        .ifPresent(
            lines -> {
              out.line("before the first call, and before a token's end:");
              out.below(() -> lines.forEach(out::line));
            });
    Timeouts limits = connection.timeouts();
    out.line(
        "limits of time: connect %s, headers %s, body %s, call %s"
            .formatted(
                Words.of(limits.connect()),
                Words.of(limits.headers()),
                Words.of(limits.body()),
                Words.of(limits.call())));
    out.line("repeats: " + repeats(connection.retry()));
    for (LimitsSpec.Budget budget : connection.limits().budgets()) {
      String match = budget.match().map(call -> " (" + call + " only)").orElse("");
      String all =
          budget.limits().stream()
              .map(limit -> limit(limit) + shared(budget, limit))
              .collect(Collectors.joining(", "));
      out.line("budget " + budget.key() + match + ": " + (all.isEmpty() ? "none" : all));
    }
    if (!connection.limits().learned().isEmpty()) {
      out.line(
          "heeds: "
              + connection.limits().learned().stream()
                  .map(LimitsSpec.Learnable::word)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    for (ErrorRule rule : connection.errors()) {
      out.line("rule: " + rule(rule));
    }
    connection
        .hook()
        .ifPresent(
            id -> out.line("hook: " + id + ", Java of the host that may change calls and answers"));
    failure().ifPresent(places -> out.line("errors say: " + places));
  }

  private static String repeats(RetrySpec retry) {
    return retry.max() == 0
        ? "none"
        : "up to %d, the first after %s%s, doubled each time, %s at most; longer than %s goes back"
            .formatted(
                retry.max(),
                retry.jitter() ? "up to " : "",
                Words.of(retry.base()),
                Words.of(retry.cap()),
                Words.of(retry.giveBackAfter()));
  }

  private static String shared(LimitsSpec.Budget budget, LimitsSpec.Limit limit) {
    return budget
        .shared()
        .filter(shared -> limit.isShareable())
        .map(shared -> " for all processes together, by data source " + shared.dataSource())
        .orElse("");
  }

  private static String limit(LimitsSpec.Limit limit) {
    String reads = " (reads " + limit.readsPercent() + "%)";
    if (limit instanceof LimitsSpec.Rate rate) {
      return rate.calls() + " within " + Words.of(rate.per()) + reads;
    }
    if (limit instanceof LimitsSpec.Daily daily) {
      return daily.calls()
          + " a day, which begins at "
          + daily.resets()
          + " "
          + daily.zone()
          + reads;
    }
    if (limit instanceof LimitsSpec.LongCalls calls) {
      return calls.calls() + " at once that are longer than " + Words.of(calls.over()) + reads;
    }
    return ((LimitsSpec.Concurrent) limit).calls() + " at once" + reads;
  }

  private static String rule(ErrorRule rule) {
    List<String> when = new ArrayList<>();
    if (!rule.statuses().isEmpty()) {
      when.add("status " + rule.statuses().stream().map(Object::toString).collect(or()));
    }
    rule.code().ifPresent(code -> when.add("code " + code));
    rule.text().ifPresent(part -> when.add("\"" + part + "\" in its text"));
    rule.body().ifPresent(body -> when.add(body.is() + " at " + body.at()));
    rule.given().ifPresent(at -> when.add("something at " + at));
    String only =
        rule.then() == Verdict.CURSOR_EXPIRED
            ? ", of listings and feeds only"
            : rule.then() == Verdict.MOVED ? ", of reads by key only" : "";
    return (when.isEmpty() ? "any answer" : String.join(" and ", when))
        + " means "
        + rule.then().word()
        + rule.told().key().map(at -> ", by the record whose key is at " + at).orElse("")
        + rule.told().code().map(at -> ", with a code at " + at).orElse("")
        + rule.told().text().map(at -> ", with a text at " + at).orElse("")
        + rule.told().fields().map(at -> ", of the fields at " + at.items()).orElse("")
        + only;
  }

  private static Collector<CharSequence, ?, String> or() {
    return Collectors.joining(" or ");
  }

  private Optional<String> failure() {
    List<String> places = new ArrayList<>();
    connection.failure().code().ifPresent(at -> places.add("a code at " + at));
    connection.failure().text().ifPresent(at -> places.add("a text at " + at));
    connection
        .failure()
        .fields()
        .ifPresent(
            fields ->
                places.add(
                    "fields at "
                        + fields.items()
                        + ", each "
                        + Words.at(fields.field())
                        + fields.text().map(at -> " with a text at " + at).orElse("")));
    return places.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", places));
  }

  /** A service that makes requests as any other, and sends none. */
  private WebService silent() {
    HttpTransport none =
        new HttpTransport() {
          @Override
          public CompletableFuture<Exchange> send(Request request, Duration within) {
            throw new IllegalStateException("must not be called: an explanation sends nothing");
          }

          @Override
          public CompletableFuture<Exchange> open(Request request, Duration within, BodySink into) {
            return send(request, within);
          }

          @Override
          public void close() {}
        };
    Credentials names =
        Credentials.of(
            connection.auth(),
            Secrets.of(
                connection.secrets(),
                Optional.empty(),
                name -> Optional.of("${secret." + name + "}")),
            none,
            connection.timeouts().call(),
            () -> Instant.EPOCH);
    return new WebService(
        connection,
        Outlet.live(none, names, () -> Instant.EPOCH),
        SharedBudgets.NONE,
        () -> Instant.EPOCH);
  }
}
