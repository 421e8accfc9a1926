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

  @Override
  public HttpTransport.Request request() {
    Map<String, String> headers = new HashMap<>();
    Map<String, String> key = write.key().map(records::variables).orElse(Map.of());
    Map<String, JsonNode> variables =
        spec.call().isWhole() ? WriteVariables.of(write, records) : Map.of();
    WriteVariables.version(write)
        .ifPresent(
            token -> spec.ifVersion().ifPresent(to -> headers.put(to.header(), to.written(token))));
    spec.idempotency().ifPresent(to -> headers.put(to.header(), quoted(write.id(), to.quoted())));
    return service.request(
        spec.call(), new CallParts(spec.call().path(key), headers, variables, body()));
  }

  @Override
  public List<Result> results(Exchange exchange) {
    return List.of(result(exchange));
  }

  private Optional<JsonNode> body() {
    if (write.kind() == WriteKind.DELETE || spec.call().isWhole()) {
      return Optional.empty();
    }
    ObjectNode body = Json.object();
    records.write(write.fields(), Json.objectAt(body, spec.record()));
    return Optional.of(body);
  }

  private Result result(Exchange exchange) {
    Outcomes outcomes = new Outcomes(service, spec.call());
    if (!(exchange instanceof Exchange.Answer answer)) {
      return outcomes.unanswered(exchange);
    }
    Answers.Content content = service.content(spec.call(), answer);
    JsonNode body = content.body();
    Optional<Judgement> judgement = service.judged(content, question());
    if (judgement.isPresent()) {
      Judgement found = judgement.get();
      WriteOutcome outcome =
          outcomes.judged(write, found, answer.headers(), spec.missingIsUnchanged());
      return new Result(
          outcome, Outcomes.isAuth(found) ? service.text(spec.call(), found.toString()) : "");
    }
    // an envelope that cannot be read may hold a fault, and a body what a rule looks for
    boolean counts =
        spec.answers() != WriteSpec.Answers.NOTHING
            || spec.call().soap().isPresent()
            || service.doubts(answer.status());
    return Result.of(
        counts && !content.flaw().isEmpty() && answer.body().length > 0
            ? new WriteOutcome.Unknown(service.blotted("answered with " + content.flaw()))
            : done(answer, body.at(spec.record())));
  }

  private WriteOutcome done(Exchange.Answer answer, JsonNode record) {
    boolean shows = spec.answers() == WriteSpec.Answers.RECORD && record.isObject();
    Optional<NativeKey> key =
        spec.answers() == WriteSpec.Answers.NOTHING
            ? write.key()
            : records.key(record).or(write::key);
    if (key.isEmpty()) {
      return new WriteOutcome.Unknown("the answer does not name the record that was made");
    }
    Optional<Version> version =
        write.kind() == WriteKind.DELETE
            ? Optional.empty()
            : records
                .version(answer.headers())
                .or(() -> shows ? records.version(record) : Optional.empty());
    Optional<Row> shown = shows ? Optional.of(records.row(record)) : Optional.empty();
    return new WriteOutcome.Applied(key.get(), version, shown);
  }

  private static String quoted(String text, boolean quoted) {
    return quoted ? '"' + text + '"' : text;
  }
}
