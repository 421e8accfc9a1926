package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.RetryAfter;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.ReadSpec;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads by key: many in one call where the service has one. What such a call leaves out may be gone
 * or forbidden, so it is asked for once more, alone.
 */
final class RestPointReader implements PointReader {

  private final WebService service;
  private final ReadSpec spec;
  private final Records records;
  private final Attachments attachments;
  private final BiConsumer<NativeKey, Instant> dates;

  RestPointReader(WebService service, ReadSpec spec, Records records, Attachments attachments) {
    this(service, spec, records, attachments, (key, date) -> {});
  }

  /** {@code dates} is told when the answer that shows a record was made, where it says so. */
  RestPointReader(
      WebService service,
      ReadSpec spec,
      Records records,
      Attachments attachments,
      BiConsumer<NativeKey, Instant> dates) {
    this.service = service;
    this.spec = spec;
    this.records = records;
    this.attachments = attachments;
    this.dates = dates;
  }

  private void answered(NativeKey key, WebService.Reply reply) {
    RetryAfter.date(reply.answer().headers()).ifPresent(date -> dates.accept(key, date));
  }

  @Override
  public List<PointRead> read(List<NativeKey> keys, Duration within) {
    Deadline deadline = Deadline.in(within);
    Map<NativeKey, PointRead> found = new HashMap<>();
    spec.many().ifPresent(many -> readMany(many, keys, found, deadline));
    for (NativeKey key : keys) {
      if (!found.containsKey(key)) {
        found.put(
            key, spec.one().map(call -> readOne(call, key, deadline)).orElseGet(() -> absent(key)));
      }
    }
    return keys.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
  }

  /** What a list left out; what a list cannot be asked for may be there. */
  private PointRead absent(NativeKey key) {
    boolean commas = spec.many().filter(ReadSpec.Many::isJoined).isPresent();
    return isListable(key.parts().get(0), commas)
        ? new PointRead.Gone(key)
        : new PointRead.Denied(key, "cannot be asked for in a list");
  }

  /** {@code commas}: whether they stand between keys. */
  private static boolean isListable(String id, boolean commas) {
    return !(commas && id.contains(",")) && !id.isEmpty();
  }

  private void readMany(
      ReadSpec.Many many,
      List<NativeKey> keys,
      Map<NativeKey, PointRead> found,
      Deadline deadline) {
    List<String> ids =
        keys.stream()
            .map(key -> key.parts().get(0))
            .filter(id -> isListable(id, many.isJoined()))
            .distinct()
            .toList();
    for (int from = 0; from < ids.size(); from += many.max()) {
      List<String> chunk = ids.subList(from, Math.min(ids.size(), from + many.max()));
      WebService.Reply reply =
          service.read(many.call(), request(many, chunk), Question.LISTING, deadline);
      JsonNode body = reply.body();
      List<JsonNode> listed =
          service.list(many.call(), body, many.records()).orElseThrow(() -> withoutList(many));
      attachments.load(
          listed.stream().filter(record -> !records.isDeleted(record)).toList(), deadline);
      listed.forEach(
          record ->
              records
                  .key(record)
                  .ifPresent(
                      key -> {
                        answered(key, reply);
                        found.put(key, shown(key, record));
                      }));
    }
  }

  private AdapterException withoutList(ReadSpec.Many many) {
    return new AdapterException.Unsupported(
        service.text(many.call(), "answered without a list at \"" + many.records() + "\""));
  }

  /** The call for several keys. */
  HttpTransport.Request request(ReadSpec.Many many, List<String> ids) {
    String path = many.call().path(Map.of());
    if (many.parameter().isEmpty()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      ids.forEach(list::add);
      Map<String, JsonNode> variables = Map.of(ReadSpec.Many.IDS, list, ReadSpec.Many.KEYS, list);
      return service.request(
          many.call(), new CallParts(path, Map.of(), variables, Optional.empty()));
    }
    String parameter = Call.encode(many.parameter().get()) + "=";
    String between = many.repeat() ? "&" + parameter : ",";
    String listed = ids.stream().map(Call::encode).collect(Collectors.joining(between));
    String start = (path.contains("?") ? "&" : "?") + parameter;
    return service.request(many.call(), CallParts.of(path + start + listed));
  }

  /** The call for one key. */
  HttpTransport.Request request(Call call, NativeKey key) {
    return service.request(
        call,
        new CallParts(
            call.path(records.variables(key)),
            Map.of(),
            call.isWhole() ? WriteVariables.ofKey(key, records) : Map.of(),
            Optional.empty()));
  }

  private PointRead shown(NativeKey key, JsonNode record) {
    return records.isDeleted(record)
        ? new PointRead.Gone(key)
        : new PointRead.Found(key, records.image(record));
  }

  private PointRead readOne(Call call, NativeKey key, Deadline deadline) {
    WebService.Reply reply = service.read(call, request(call, key), Question.POINT, deadline);
    if (reply.judgement().isPresent()) {
      return refused(key, reply.judgement().get());
    }
    JsonNode record = reply.body().at(spec.record());
    if (spec.absentIsMissing() && (record.isMissingNode() || record.isNull())) {
      return new PointRead.Gone(key);
    }
    if (!Records.isRecord(record)) {
      return new PointRead.Denied(key, "answered without a record at \"" + spec.record() + "\"");
    }
    Optional<NativeKey> answered = records.key(record);
    if (records.isDeleted(record)) {
      return new PointRead.Gone(key);
    }
    if (answered.isPresent() && !answered.get().equals(key)) {
      return new PointRead.Moved(key, answered.get());
    }
    attachments.load(List.of(record), deadline);
    answered(key, reply);
    return new PointRead.Found(key, records.image(record, reply.answer().headers()));
  }

  private static PointRead refused(NativeKey key, Judgement judgement) {
    if (judgement.verdict() == Verdict.MOVED && judgement.other().isPresent()) {
      return new PointRead.Moved(key, NativeKey.of(judgement.other().get()));
    }
    return judgement.verdict() == Verdict.MISSING
        ? new PointRead.Gone(key)
        : new PointRead.Denied(key, judgement.toString());
  }
}
