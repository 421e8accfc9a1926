package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.http.soap.Envelope;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Version;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Many writes as one request; every write has a result of its own in the answer. */
record BatchSending(
    WebService service, WriteSpec.Batch spec, WriteSpec all, Records records, List<Write> writes)
    implements Sending {

  /** What a result that says success or not has as its status. */
  private static final int DONE = 200;

  private static final int NOT_DONE = 400;

  private static final int TOO_LARGE = 413;

  /** What is wrong with a call whatever it carries: its method, what it accepts, its media type. */
  private static final Set<Integer> OF_THE_CALL = Set.of(405, 406, 415);

  @Override
  public Call call() {
    return spec.call();
  }

  /** Of one write, what would be asked without a batch. */
  @Override
  public Question question() {
    return isAlone() ? Outcomes.question(writes.get(0).kind()) : Question.BATCH;
  }

  private boolean isAlone() {
    return writes.size() == 1;
  }

  /** Some of the items may be refused in a repeat because they were done before. */
  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public List<Sending> halves() {
    int half = writes.size() / 2;
    return List.of(of(writes.subList(0, half)), of(writes.subList(half, writes.size())));
  }

  private BatchSending of(List<Write> some) {
    return new BatchSending(service, spec, all, records, List.copyOf(some));
  }

  @Override
  public HttpTransport.Request request() {
    String path = spec.call().path(Map.of());
    Map<String, String> headers = spec.beside().headers();
    return ofWhole()
        .request(
            spec.call(),
            spec.call().soap().isPresent()
                ? new CallParts(
                    path,
                    headers,
                    Map.of(),
                    writes.stream().map(this::element).toList(),
                    Optional.empty())
                : new CallParts(path, headers, Map.of(), Optional.of(body())));
  }

  private Envelope.Item element(Write write) {
    return new Envelope.Item(WriteSpec.word(write.kind()), WriteVariables.of(write, records));
  }

  private JsonNode body() {
    ObjectNode body =
        spec.beside().body().map(beside -> beside.filled(Map.of())).orElseGet(Json::object);
    ArrayNode items = body.arrayNode();
    WriteItems shape = new WriteItems(spec.item(), records);
    Optional<RequestItems> requests = requests();
    writes.forEach(
        write -> items.add(requests.map(each -> each.of(write)).orElseGet(() -> shape.of(write))));
    if (spec.isOfParts()) {
      return items;
    }
    Json.put(body, spec.records(), items);
    return body;
  }

  private WebService ofWhole() {
    return requests().map(RequestItems::ofWhole).orElse(service);
  }

  private Optional<RequestItems> requests() {
    return spec.requests().map(shape -> new RequestItems(service, spec, shape, records));
  }

  @Override
  public List<Result> results(Exchange exchange) {
    Outcomes outcomes = new Outcomes(service, spec.call());
    if (!(exchange instanceof Exchange.Answer answer)) {
      return each(write -> outcomes.unanswered(exchange));
    }
    WebService asWhole = ofWhole();
    Answers.Content content = asWhole.content(spec.call(), answer);
    JsonNode body = content.body();
    Optional<Judgement> whole = service.judged(content, question());
    if (whole.isPresent()) {
      return refused(whole.get(), answer, outcomes);
    }
    return asWhole
        .list(spec.call(), body, spec.result().items())
        .filter(results -> !body.at(spec.result().items()).isMissingNode())
        .map(results -> matched(results, answer.headers()))
        .orElseGet(
            () -> each(write -> Result.of(new WriteOutcome.Unknown("answered without results"))));
  }

  private List<Result> refused(Judgement whole, Exchange.Answer answer, Outcomes outcomes) {
    HttpHeaders headers = answer.headers();
    boolean ofData = !OF_THE_CALL.contains(answer.status()) && whole.verdict() != Verdict.MISSING;
    if (ofData && isAlone()) {
      return each(write -> outcomes.judgedAlone(write, whole, headers, false));
    }
    boolean shared = ofData && hadNoEffect(answer.status());
    return each(write -> outcomes.judgedWhole(write, whole, headers, shared));
  }

  /** Whether an answer that refuses all of it leaves nothing that would be doubled by a repeat. */
  private boolean hadNoEffect(int status) {
    return spec.atomic()
        || status == TOO_LARGE
        || spec.isRemembered(WriteKind.CREATE)
        || writes.stream().noneMatch(write -> write.kind() == WriteKind.CREATE);
  }

  private List<Result> matched(List<JsonNode> results, HttpHeaders headers) {
    BatchResults found =
        new BatchResults(spec, writes, results, item -> requests().flatMap(each -> each.key(item)));
    List<Result> matched = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      Write write = writes.get(i);
      matched.add(found.of(i).map(item -> one(write, item, headers)).orElseGet(this::unmentioned));
    }
    return matched;
  }

  private Result one(Write write, JsonNode item, HttpHeaders headers) {
    Optional<Integer> status = status(item);
    if (status.isEmpty()) {
      return Result.of(new WriteOutcome.Unknown("the result of the write has no status"));
    }
    if (spec.requests().isPresent()) {
      return requests().orElseThrow().result(write, status.get(), item, headers);
    }
    Optional<Judgement> judgement =
        service
            .judge()
            .judge(status.get(), item, Outcomes.question(write.kind()), spec.result().failure());
    if (judgement.isEmpty()) {
      return Result.of(done(write, item));
    }
    boolean missingIsUnchanged =
        all.delete().map(WriteSpec.Single::missingIsUnchanged).orElse(true);
    return new Outcomes(service, spec.call())
        .judgedAlone(write, judgement.get(), headers, missingIsUnchanged);
  }

  private Optional<Integer> status(JsonNode item) {
    return spec.result()
        .status()
        .flatMap(at -> Json.text(item, at))
        .filter(text -> text.matches("[1-5]\\d\\d"))
        .map(Integer::valueOf)
        .or(
            () ->
                spec.result()
                    .success()
                    .flatMap(
                        rule ->
                            Json.text(item, rule.at())
                                .map(text -> text.equals(rule.is()) ? DONE : NOT_DONE)));
  }

  private WriteOutcome done(Write write, JsonNode item) {
    Optional<JsonNode> record = spec.result().record().map(item::at).filter(JsonNode::isObject);
    Optional<NativeKey> key =
        write.key().or(() -> record.flatMap(records::key)).or(() -> records.key(item));
    if (key.isEmpty()) {
      return new WriteOutcome.Unknown("the result does not name the record that was made");
    }
    if (write.kind() == WriteKind.DELETE) {
      return new WriteOutcome.Applied(key.get(), Optional.empty(), Optional.empty());
    }
    Optional<Version> version =
        spec.result()
            .version()
            .flatMap(at -> Json.text(item, at))
            .map(Version::opaque)
            .or(() -> record.flatMap(records::version));
    Optional<Row> shown = record.map(records::row);
    return new WriteOutcome.Applied(key.get(), version, shown);
  }

  private Result unmentioned() {
    return Result.of(
        spec.result().missingIsUnknown()
            ? new WriteOutcome.Unknown("the answer does not mention the write")
            : new WriteOutcome.NotAttempted());
  }

  private List<Result> each(Function<Write, Result> result) {
    return writes.stream().map(result).toList();
  }
}
