package io.syncline.http.rest;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.Encoding;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.manifest.LimitsSpec;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.rest.Judge.Question;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells calls: what is sent, which budgets that draws on, and what becomes of the answer. */
final class CallText {

  private static final Pattern VARIABLE = Pattern.compile("%7B(.*?)%7D");

  private final ConnectionSpec connection;
  private final Outline out;
  private final Judge byStatus;

  CallText(ConnectionSpec connection, Outline out) {
    this.connection = connection;
    this.out = out;
    byStatus =
        new Judge(
            new ConnectionSpec(
                connection.base(),
                connection.route(),
                connection.auth(),
                connection.timeouts(),
                connection.limits(),
                connection.retry(),
                connection.failure(),
                List.of(),
                connection.hook()),
            UnaryOperator.identity());
  }

  /** The first line, and those below it that every request of the call has. */
  void request(HttpTransport.Request request, Encoding encode) {
    String address = request.address().toString().substring(connection.base().toString().length());
    Map<String, String> headers = new TreeMap<>(request.headers());
    if (request.body().length > 0) {
      encode.compression().ifPresent(each -> headers.put("Content-Encoding", each.word()));
    }
    out.line(request.method() + " " + readable(address));
    out.below(
        () -> {
          headers.forEach((name, value) -> out.line(name + ": " + value));
          new CredentialsText(connection.auth()).carried().forEach(out::line);
          out.line(readable(new String(request.body(), encode.charset())));
        });
  }

  /** Below a call, what it costs, and what its answer means. */
  void answers(Call call, Question question, List<String> success) {
    out.line("draws on: " + budgets(call));
    success.forEach(out::line);
    if (call.soap().isPresent()) {
      out.line("a fault is no success, under any status");
    }
    String fails = question == Question.LISTING ? ", which fails the call" : "";
    out.line("no success" + fails + ": " + verdicts(question));
  }

  private String budgets(Call call) {
    String keys =
        connection.limits().budgets().stream()
            .filter(budget -> budget.covers(call))
            .map(LimitsSpec.Budget::key)
            .distinct()
            .collect(Collectors.joining(", "));
    int cost = connection.limits().cost(call);
    return cost == 1 ? keys : keys + "; counts as " + cost + " calls in rates";
  }

  private String verdicts(Question question) {
    List<String> words = new ArrayList<>();
    if (!connection.errors().isEmpty()) {
      words.add("as the rules above say");
    }
    List<String> others = new ArrayList<>();
    for (int hundred = 300; hundred < 600; hundred += 100) {
      Verdict usual = verdict(hundred + 99, question);
      for (int status = hundred; status < hundred + 99; status++) {
        Verdict verdict = verdict(status, question);
        if (verdict != usual) {
          words.add(status + " " + verdict.word());
        }
      }
      others.add("other " + hundred / 100 + "xx " + usual.word());
    }
    words.addAll(others);
    return String.join(", ", words);
  }

  private Verdict verdict(int status, Question question) {
    return Outcomes.meant(
        byStatus.judge(status, Json.object().missingNode(), question).orElseThrow().verdict(),
        question);
  }

  private static String readable(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "{" + URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) + "}"));
  }
}
