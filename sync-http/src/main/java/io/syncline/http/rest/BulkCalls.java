package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.Codec;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.BulkSpec;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.spi.AdapterException;
import io.syncline.spi.WriteKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The calls of jobs, each of which may be repeated. */
final class BulkCalls {

  private final WebService service;
  private final BulkSpec spec;
  private final WebService uploads;
  private final WebService downloads;

  /** {@code codec}: of the dataset's other calls; {@code files}: of what jobs take and give. */
  BulkCalls(WebService service, BulkSpec spec, Codec codec, Codec files) {
    this.service = service;
    this.spec = spec;
    uploads = service.speaking(new Codec(codec.decode(), files.encode()));
    downloads = service.handling(files);
  }

  /** A job of the service. */
  record Job(WriteKind kind, String id) {}

  /**
   * Opens one, and tells what the service knows it by.
   *
   * @param name unique over all
   */
  Job open(WriteKind kind, String name, Deadline deadline) {
    Call call = spec.open().step().call();
    WebService.Taken taken = service.step(call, openRequest(kind, name), deadline);
    taken
        .judgement()
        .ifPresent(
            judgement -> {
              throw new AdapterException.Unsupported(service.text(call, "answered " + judgement));
            });
    return new Job(
        kind,
        Json.text(taken.content().body(), spec.open().id())
            .orElseThrow(
                () ->
                    new AdapterException.Unsupported(
                        service.text(call, "answered without a job's id at " + spec.open().id()))));
  }

  HttpTransport.Request openRequest(WriteKind kind, String name) {
    String ofKind = name + "." + WriteSpec.word(kind);
    return request(
        spec.open().step(), Map.of(BulkSpec.OPERATION, operation(kind), BulkSpec.NAME, ofKind));
  }

  /** Gives it all its rows; why not, if the service refuses them. */
  Optional<String> upload(Job job, JsonNode rows, Deadline deadline) {
    Call call = spec.upload().call();
    return step(uploads, call, uploadRequest(job, rows), deadline)
        .judgement()
        .map(judgement -> service.text(call, "answered " + judgement));
  }

  HttpTransport.Request uploadRequest(Job job, JsonNode rows) {
    Call call = spec.upload().call();
    return uploads.request(
        call, new CallParts(call.path(variables(job)), Map.of(), Map.of(), Optional.of(rows)));
  }

  /** Takes a step that answers with nothing of interest; why not, if the service refuses. */
  Optional<String> take(BulkSpec.Step step, Job job, Deadline deadline) {
    return step(service, step.call(), request(step, job), deadline)
        .judgement()
        .map(judgement -> service.text(step.call(), "answered " + judgement));
  }

  HttpTransport.Request request(BulkSpec.Step step, Job job) {
    return request(step, variables(job));
  }

  /** In which state it is; empty: the service does not know it. */
  Optional<String> state(Job job, Deadline deadline) {
    Call call = spec.poll().call();
    return known(call, step(service, call, request(call, job), deadline))
        .map(
            taken ->
                Json.text(taken.content().body(), spec.poll().at())
                    .orElseThrow(
                        () ->
                            new AdapterException.Unreachable(
                                service.text(
                                    call, "answered without a state at " + spec.poll().at()))));
  }

  HttpTransport.Request request(Call call, Job job) {
    return service.request(call, CallParts.of(call.path(variables(job))));
  }

  /** A file of results; empty: the service does not know the job. */
  Optional<List<JsonNode>> rows(Call call, Job job, Deadline deadline) {
    return known(call, step(downloads, call, fileRequest(call, job), deadline))
        .map(taken -> rows(call, taken));
  }

  private List<JsonNode> rows(Call call, WebService.Taken taken) {
    if (taken.answer().body().length == 0) {
      return List.of();
    }
    JsonNode rows = taken.content().body();
    if (!rows.isArray()) {
      String flaw = taken.content().flaw();
      throw new AdapterException.Unreachable(
          service.text(call, "answered with " + (flaw.isEmpty() ? "no rows" : flaw)));
    }
    return List.copyOf(rows.values());
  }

  HttpTransport.Request fileRequest(Call call, Job job) {
    return downloads.request(call, CallParts.of(call.path(variables(job))));
  }

  private HttpTransport.Request request(BulkSpec.Step step, Map<String, String> variables) {
    return service.request(
        step.call(),
        new CallParts(
            step.call().path(variables),
            Map.of(),
            Map.of(),
            step.body().map(body -> body.filled(CallParts.texts(variables)))));
  }

  private Map<String, String> variables(Job job) {
    return Map.of(BulkSpec.ID, job.id(), BulkSpec.OPERATION, operation(job.kind()));
  }

  private String operation(WriteKind kind) {
    return spec.operations().getOrDefault(kind, "");
  }

  /** Empty where the service does not know the job. */
  private Optional<WebService.Taken> known(Call call, WebService.Taken taken) {
    if (taken.judgement().isEmpty()) {
      return Optional.of(taken);
    }
    Judgement judgement = taken.judgement().get();
    if (judgement.verdict() == Verdict.MISSING) {
      return Optional.empty();
    }
    throw new AdapterException.Unreachable(service.text(call, "answered " + judgement));
  }

  /** That a step cannot be taken does not say that the job does nothing, so it is tried again. */
  private static WebService.Taken step(
      WebService through, Call call, HttpTransport.Request request, Deadline deadline) {
    try {
      return through.step(call, request, deadline);
    } catch (AdapterException.Unsupported e) {
      throw new AdapterException.Unreachable(String.valueOf(e.getMessage()));
    }
  }
}
