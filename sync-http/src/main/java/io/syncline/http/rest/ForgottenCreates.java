package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.Judge.Question;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Creates that were perhaps sent so long ago that the service may not know their ids any more. Sent
 * again they may make a second record, so what they made is looked up first, where the manifest
 * says how; else a person has to look.
 */
final class ForgottenCreates {

  private static final String CODE = "FORGOTTEN";

  private final WebService service;
  private final WriteSpec spec;
  private final Records records;

  ForgottenCreates(WebService service, WriteSpec spec, Records records) {
    this.service = service;
    this.spec = spec;
    this.records = records;
  }

  /**
   * What became of it, as far as it must not be sent; empty: it can be.
   *
   * @throws AdapterException.AuthFailed where the look-up is not allowed
   * @throws AdapterException.Cancelled where it was interrupted
   */
  Optional<WriteOutcome> outcome(Write write, Deadline deadline) {
    if (!isForgotten(write, deadline.remaining())) {
      return Optional.empty();
    }
    Optional<Map<String, String>> variables =
        spec.findsCreates().flatMap(find -> variables(find, write));
    return variables.isEmpty()
        ? Optional.of(rejected("it may have made a record, which must be looked for by hand"))
        : found(spec.findsCreates().orElseThrow(), variables.get(), deadline);
  }

  /** Whether it may be before this call ends; what is not told when it began may be. */
  private boolean isForgotten(Write write, Duration within) {
    Optional<Duration> ttl = spec.remembersCreates();
    return write.kind() == WriteKind.CREATE
        && write.repeated()
        && ttl.isPresent()
        && write
            .since()
            .filter(since -> service.now().plus(within).isBefore(since.plus(ttl.get())))
            .isEmpty();
  }

  /** Empty where the write has not all that the call needs. */
  private static Optional<Map<String, String>> variables(WriteSpec.Find find, Write write) {
    Map<String, String> texts = new HashMap<>();
    Map<String, JsonNode> all = WriteVariables.written(write);
    for (String name : find.call().variables()) {
      Optional.ofNullable(all.get(name))
          .filter(node -> node.isValueNode() && !node.isNull())
          .map(Json::scalar)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> texts.put(name, text));
    }
    return texts.size() == find.call().variables().size() ? Optional.of(texts) : Optional.empty();
  }

  private Optional<WriteOutcome> found(
      WriteSpec.Find find, Map<String, String> variables, Deadline deadline) {
    Call call = find.call();
    try {
      JsonNode body =
          service.read(call, request(find, variables), Question.LISTING, deadline).body();
      Optional<List<JsonNode>> list = service.list(call, body, find.records());
      return list.isPresent()
          ? judged(list.get())
          : unknown("answered without a list at \"" + find.records() + "\"");
    } catch (AdapterException.ReadThrottled e) {
      return Optional.of(new WriteOutcome.Throttled(e.until(), call.toString()));
    } catch (AdapterException.AuthFailed | AdapterException.Cancelled e) {
      throw e;
    } catch (AdapterException e) {
      return unknown(String.valueOf(e.getMessage()));
    }
  }

  private Optional<WriteOutcome> judged(List<JsonNode> found) {
    List<JsonNode> there = found.stream().filter(record -> !records.isDeleted(record)).toList();
    if (there.isEmpty()) {
      return Optional.empty();
    }
    Optional<NativeKey> key = records.key(there.get(0));
    return Optional.of(
        there.size() == 1 && key.isPresent()
            ? new WriteOutcome.Duplicate(key, "found by what it wrote")
            : rejected("records that it may have made: " + there.size()));
  }

  private static Optional<WriteOutcome> unknown(String cause) {
    return Optional.of(new WriteOutcome.Unknown("what it made cannot be looked up: " + cause));
  }

  private WriteOutcome rejected(String why) {
    String ttl = spec.remembersCreates().map(Words::of).orElse("");
    return new WriteOutcome.Rejected(
        CODE, "the service remembers writes for " + ttl + " only: " + why, List.of());
  }

  /** As it is sent, with variables in the place of values. */
  HttpTransport.Request sample(WriteSpec.Find find) {
    Map<String, String> variables = new HashMap<>();
    find.call().variables().forEach(name -> variables.put(name, "{" + name + "}"));
    return request(find, variables);
  }

  private HttpTransport.Request request(WriteSpec.Find find, Map<String, String> variables) {
    return service.request(find.call(), CallParts.of(find.call().path(variables)));
  }
}
