package io.syncline.http.rest;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Encoding;
import io.syncline.http.manifest.BulkSpec;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells the jobs by which records of one dataset are written. */
final class BulkExplanation {

  private final DatasetExplanation dataset;
  private final DatasetManifest manifest;
  private final BulkSpec spec;
  private final Samples samples;
  private final BulkCalls calls;
  private final List<WriteKind> kinds;
  private final Codec files;

  BulkExplanation(
      DatasetExplanation dataset, DatasetManifest manifest, BulkSpec spec, Samples samples) {
    this.dataset = dataset;
    this.manifest = manifest;
    this.spec = spec;
    this.samples = samples;
    files = DatasetExplanation.plain(spec.codec());
    calls = new BulkCalls(dataset.service(), spec, manifest.codec(), files);
    kinds = List.copyOf(new TreeSet<>(spec.operations().keySet()));
  }

  void tell() {
    String words =
        kinds.stream().map(kind -> WriteSpec.word(kind) + "s").collect(Collectors.joining(", "));
    BulkCalls.Job job = new BulkCalls.Job(kinds.get(0), "{" + BulkSpec.ID + "}");
    step(
        words + " " + spec.least() + " to " + spec.max() + " records by jobs, one of each kind",
        spec.open().step().call(),
        () -> calls.openRequest(job.kind(), "{" + BulkSpec.NAME + "}"),
        "success: the job's id is " + Words.at(spec.open().id()));
    call(
        "gives a job its file of writes",
        spec.upload().call(),
        () -> calls.uploadRequest(job, sample(job.kind())),
        files.encode(),
        "success: it has all of them; refused, the writes go without a job");
    spec.close()
        .ifPresent(
            close ->
                step(
                    "lets it begin",
                    close.call(),
                    () -> calls.request(close, job),
                    "success: it begins"));
    poll(job);
    results(job);
    step(
        "stops a job, also one that gets no writes",
        spec.abort().call(),
        () -> calls.request(spec.abort(), job),
        "success: it does nothing more");
  }

  private void poll(BulkCalls.Job job) {
    BulkSpec.Poll poll = spec.poll();
    step(
        "looks at a job every " + Words.of(poll.every()),
        poll.call(),
        () -> calls.request(poll.call(), job),
        "success: its state is %s; it waits with %s, and has ended with %s; missing means lost"
            .formatted(Words.at(poll.at()), words(poll.open()), words(poll.ended())));
  }

  private void results(BulkCalls.Job job) {
    BulkSpec.Results results = spec.results();
    String matched =
        results
            .by()
            .map(at -> "a row is that of the write whose id it has at " + at)
            .orElse("a row is that of the write whose key it has, or which set the same");
    file("reads what it did", results.succeeded().call(), job, matched);
    file(
        "reads what it did not do",
        results.failed().call(),
        job,
        results
            .failed()
            .status()
            .map(at -> "what a row has at " + at + " is judged as a status")
            .orElse("a row is judged by its code and text"));
    results
        .unprocessed()
        .ifPresent(call -> file("reads what it did not come to", call, job, "a row comes again"));
  }

  private void file(String what, Call call, BulkCalls.Job job, String success) {
    step(what, call, () -> calls.fileRequest(call, job), "success: " + success);
  }

  private void step(
      String what, Call call, Supplier<HttpTransport.Request> request, String success) {
    call(what, call, request, manifest.codec().encode(), success);
  }

  private void call(
      String what,
      Call call,
      Supplier<HttpTransport.Request> request,
      Encoding encode,
      String success) {
    dataset.call(what, call, request, encode, Question.JOB, List.of(success));
  }

  private JsonNode sample(WriteKind kind) {
    Write write = samples.write(kind, spec.isConditional(), Optional.empty());
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    rows.add(new WriteItems(spec.upload().row(), dataset.records()).of(write));
    return rows;
  }

  private static String words(Iterable<String> states) {
    TreeSet<String> sorted = new TreeSet<>();
    states.forEach(sorted::add);
    return String.join(", ", sorted);
  }
}
