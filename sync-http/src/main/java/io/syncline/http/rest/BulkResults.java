package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.BulkSpec;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Version;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.net.http.HttpHeaders;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the files of one job say of its writes. Their rows may be in any order: each is that of the
 * write whose reference it echoes, else whose key it has; of a new record without a reference, of
 * one that set the same values, and writes that set the same are matched in order.
 */
final class BulkResults {

  /** What a row that failed has as its status, where it does not say. */
  private static final int NOT_DONE = 400;

  private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

  private final WebService service;
  private final WriteSpec all;
  private final BulkSpec spec;
  private final Records records;
  private final WriteKind kind;
  private final Map<Write, ObjectNode> sent;
  private final Set<String> columns = new TreeSet<>();
  private final Map<String, Deque<Function<Write, WriteOutcome>>> found = new HashMap<>();

  /** {@code sent}: the rows of the writes that are asked about, as far as they may be there. */
  BulkResults(
      WebService service,
      WriteSpec all,
      Records records,
      WriteKind kind,
      Map<Write, ObjectNode> sent) {
    this.service = service;
    this.all = all;
    this.spec = all.bulk().orElseThrow();
    this.records = records;
    this.kind = kind;
    this.sent = sent;
    sent.values().forEach(row -> columns.addAll(row.propertyNames()));
  }

  void succeeded(List<JsonNode> rows) {
    rows.forEach(row -> put(row, write -> done(write, row)));
  }

  void failed(List<JsonNode> rows) {
    rows.forEach(row -> put(row, write -> failed(write, row)));
  }

  void unprocessed(List<JsonNode> rows) {
    rows.forEach(row -> put(row, write -> new WriteOutcome.NotAttempted()));
  }

  /** By write; {@code carried}: those that the job has for sure. */
  Map<Write, WriteOutcome> outcomes(Set<Write> carried) {
    Map<Write, WriteOutcome> outcomes = new HashMap<>();
    sent.forEach(
        (write, row) ->
            outcomes.put(
                write,
                identity(row, Optional.of(write.id()))
                    .map(found::get)
                    .map(Deque::poll)
                    .map(outcome -> outcome.apply(write))
                    .orElseGet(() -> unmentioned(carried.contains(write)))));
    return outcomes;
  }

  private void put(JsonNode row, Function<Write, WriteOutcome> outcome) {
    identity(row, spec.results().by().flatMap(at -> Json.text(row, at)))
        .ifPresent(id -> found.computeIfAbsent(id, each -> new ArrayDeque<>()).add(outcome));
  }

  private Optional<String> identity(JsonNode row, Optional<String> reference) {
    if (spec.results().by().isPresent()) {
      return reference;
    }
    if (kind == WriteKind.CREATE) {
      return Optional.of(content(row));
    }
    List<JsonPointer> places =
        records.keyFields().stream()
            .map(field -> spec.upload().row().key().getOrDefault(field, JsonPointer.empty()))
            .toList();
    return Records.key(row, places).map(NativeKey::toString);
  }

  /** The values of all columns that were sent; files without types have them as text. */
  private String content(JsonNode row) {
    ArrayNode values = Json.object().arrayNode();
    for (String column : columns) {
      JsonNode value = row.path(column);
      if (value.isMissingNode() || value.isNull()) {
        values.addNull();
      } else if (value.isNumber() && !spec.codec().decode().format().isTextual()) {
        values.add(value.decimalValue().stripTrailingZeros().toString());
      } else {
        values.add(value.isContainer() ? Json.write(value) : Json.scalar(value));
      }
    }
    return Json.write(values);
  }

  private WriteOutcome done(Write write, JsonNode row) {
    BulkSpec.Succeeded shape = spec.results().succeeded();
    Optional<NativeKey> key = write.key().or(() -> Records.key(row, shape.key()));
    if (key.isEmpty()) {
      return new WriteOutcome.Unknown("the job's result does not name the record that was made");
    }
    if (kind == WriteKind.DELETE) {
      return new WriteOutcome.Applied(key.get(), Optional.empty(), Optional.empty());
    }
    Optional<JsonNode> record = shape.record().map(row::at).filter(Records::isRecord);
    Optional<Version> version =
        shape
            .version()
            .flatMap(at -> Json.text(row, at))
            .map(Version::opaque)
            .or(() -> record.flatMap(records::version));
    Optional<Row> shown = record.map(records::row);
    return new WriteOutcome.Applied(key.get(), version, shown);
  }

  private WriteOutcome failed(Write write, JsonNode row) {
    BulkSpec.Failed shape = spec.results().failed();
    int status =
        shape
            .status()
            .flatMap(at -> Json.text(row, at))
            .filter(text -> text.matches("[1-5]\\d\\d"))
            .map(Integer::valueOf)
            .orElse(NOT_DONE);
    Optional<Judgement> judgement =
        service.judge().judge(status, row, Outcomes.question(kind), shape.failure());
    boolean missingIsUnchanged =
        all.delete().map(WriteSpec.Single::missingIsUnchanged).orElse(true);
    Call call = shape.call();
    return judgement
        .map(
            each -> new Outcomes(service, call).judged(write, each, NO_HEADERS, missingIsUnchanged))
        .orElseGet(
            () -> new WriteOutcome.Unknown("a result of failure has the status of a success"));
  }

  private WriteOutcome unmentioned(boolean carried) {
    return carried && spec.results().missingIsUnknown()
        ? new WriteOutcome.Unknown("the job's results do not mention the write")
        : new WriteOutcome.NotAttempted();
  }
}
