package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Version;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One write as one request.
 *
 * @param isRepeatable whether the service knows a repeat for as long as this call takes
 */
record SingleSending(
    WebService service,
    WriteSpec.Single spec,
    Records records,
    Write write,
    @Override boolean isRepeatable)
    implements Sending {

  @Override
  public List<Write> writes() {
    return List.of(write);
  }

  @Override
  public Call call() {
    return spec.call();
  }

  @Override
  public Question question() {
    return Outcomes.question(write.kind());
  }

  /** The version of the write as {@code ifVersion} has it; empty where either has none. */
  Optional<String> version() {
    return condition().map(Condition::text);
  }

  private Optional<Condition> condition() {
    return Condition.of(spec.ifVersion(), WriteVariables.version(write), records);
  }

  /** All that is put into the call. */
  CallParts parts() {
    Map<String, String> headers = new HashMap<>();
    Map<String, String> key = records.key(write).map(records::variables).orElse(Map.of());
    Map<String, JsonNode> variables =
        spec.call().isWhole() ? WriteVariables.of(write, records) : Map.of();
    Optional<Condition> condition = condition();
    condition.map(Condition::headers).ifPresent(headers::putAll);
    if (spec.ifNoneMatch()) {
      headers.put("If-None-Match", "*");
    }
    spec.idempotency().ifPresent(to -> headers.put(to.header(), quoted(write.id(), to.quoted())));
    String path = spec.call().path(key);
    return new CallParts(
        condition.map(each -> each.path(path)).orElse(path), headers, variables, body(condition));
  }

  @Override
  public HttpTransport.Request request() {
    return service.request(spec.call(), parts());
  }

  @Override
  public List<Result> results(Exchange exchange) {
    return List.of(result(exchange));
  }

  private Optional<JsonNode> body(Optional<Condition> condition) {
    if (write.kind() == WriteKind.DELETE || spec.call().isWhole()) {
      return Optional.empty();
    }
    ObjectNode body = Json.object();
    records.write(write.fields(), Json.objectAt(body, spec.record()));
    condition.ifPresent(each -> each.put(body));
    return Optional.of(body);
  }

  private Result result(Exchange exchange) {
    Outcomes outcomes = new Outcomes(service, spec.call());
    if (!(exchange instanceof Exchange.Answer answer)) {
      return outcomes.unanswered(exchange);
    }
    Answers.Content content = service.content(spec.call(), answer);
    Shown shown =
        new Shown(
            answer.headers(),
            content.body(),
            answer.body().length > 0 ? content.flaw() : "",
            Optional.empty(),
            Optional.empty());
    return result(outcomes, answer.status(), shown, service.judged(content, question()));
  }

  /**
   * What an answer to the call shows.
   *
   * @param flaw why its body could not be read; empty: it was, or there is none
   * @param key of the record, where it is told beside the body
   * @param version likewise
   */
  record Shown(
      HttpHeaders headers,
      JsonNode body,
      String flaw,
      Optional<NativeKey> key,
      Optional<Version> version) {}

  /** What became of the write; {@code judgement} is empty for a success. */
  Result result(Outcomes outcomes, int status, Shown shown, Optional<Judgement> judgement) {
    if (judgement.isPresent()) {
      return outcomes.judgedAlone(
          write, judgement.get(), shown.headers(), spec.missingIsUnchanged());
    }
    // an envelope that cannot be read may hold a fault, and a body what a rule looks for
    boolean counts =
        spec.answers().isInBody() || spec.call().soap().isPresent() || service.doubts(status);
    return Result.of(
        counts && !shown.flaw().isEmpty()
            ? new WriteOutcome.Unknown(service.blotted("answered with " + shown.flaw()))
            : done(shown));
  }

  private WriteOutcome done(Shown answer) {
    JsonNode record = answer.body().at(spec.record());
    boolean shows = spec.answers() == WriteSpec.Answers.RECORD && record.isObject();
    Optional<NativeKey> key =
        (spec.answers().isInBody()
                ? records.key(record).or(() -> records.key(write))
                : records.key(write))
            .or(answer::key)
            .or(() -> address(answer.headers()).flatMap(records::keyOf));
    if (key.isEmpty()) {
      return new WriteOutcome.Unknown("the answer does not name the record that was made");
    }
    Optional<Version> version =
        write.kind() == WriteKind.DELETE
            ? Optional.empty()
            : answer
                .version()
                .or(() -> records.version(answer.headers()))
                .or(() -> shows ? records.version(record) : Optional.empty());
    Optional<Row> row = shows ? Optional.of(records.row(record)) : Optional.empty();
    return new WriteOutcome.Applied(key.get(), version, row);
  }

  private Optional<String> address(HttpHeaders headers) {
    return spec.answers() == WriteSpec.Answers.LOCATION
        ? headers.firstValue("Location")
        : Optional.empty();
  }

  private static String quoted(String text, boolean quoted) {
    return quoted ? '"' + text + '"' : text;
  }
}
