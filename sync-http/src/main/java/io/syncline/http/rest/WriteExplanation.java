package io.syncline.http.rest;

import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.ModifiedTime;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how records of one dataset are written. */
final class WriteExplanation {

  private final DatasetExplanation dataset;
  private final WriteSpec spec;
  private final Samples samples;

  WriteExplanation(DatasetExplanation dataset, DatasetManifest manifest, Samples samples) {
    this.dataset = dataset;
    this.samples = samples;
    spec = manifest.write();
  }

  void tell() {
    compared(false, "is written over");
    boolean weak = dataset.records().modified().filter(ModifiedTime::weak).isPresent();
    compared(
        true,
        weak
            ? "and in the second of that version is written over"
            : "is refused by the service, since what has a later second counts");
    spec.batch().ifPresent(this::batch);
    spec.create().ifPresent(create -> single(WriteKind.CREATE, create));
    spec.findsCreates().ifPresent(this::find);
    spec.update().ifPresent(update -> single(WriteKind.UPDATE, update));
    spec.delete().ifPresent(delete -> single(WriteKind.DELETE, delete));
  }

  private void compared(boolean dated, String lost) {
    Stream.of(WriteKind.values())
        .filter(kind -> spec.compares(kind, dataset.records().keyFields()))
        .filter(kind -> spec.isDated(kind) == dated)
        .map(WriteSpec::word)
        .reduce((one, other) -> one + " and " + other)
        .ifPresent(kinds -> dataset.compared(kinds, lost));
  }

  /** What goes in batches never goes alone. */
  private void single(WriteKind kind, WriteSpec.Single single) {
    if (spec.batch().filter(batch -> batch.takes(kind)).isPresent()) {
      return;
    }
    Write write = samples.write(kind, single.isConditional(), single.call().places());
    dataset.call(
        WriteSpec.word(kind)
            + "s one record"
            + (single.isRemembered() ? ", which a repeat does not do twice" + within(single) : ""),
        single.call(),
        () ->
            new SingleSending(dataset.service(), single, dataset.records(), write, false).request(),
        Outcomes.question(kind),
        success(kind, single));
  }

  private static String within(WriteSpec.Single single) {
    return single
        .idempotency()
        .flatMap(WriteSpec.IdempotencyHeader::ttl)
        .map(ttl -> " within " + Words.of(ttl))
        .orElse("");
  }

  /** What a create made is looked for when it is sent again too late. */
  private void find(WriteSpec.Find find) {
    dataset.call(
        "finds what a create made that it sends again later than that",
        find.call(),
        () -> new ForgottenCreates(dataset.service(), spec, dataset.records()).sample(find),
        Question.LISTING,
        List.of(
            "success: records are in the list "
                + Words.at(find.records())
                + "; one is a duplicate, and where there is none the create is sent"));
  }

  private static List<String> success(WriteKind kind, WriteSpec.Single single) {
    List<String> success = new ArrayList<>();
    success.add(
        switch (single.answers()) {
          case RECORD ->
              "success: applied; the record as it is now is " + Words.at(single.record());
          case KEY ->
              "success: applied; the key is that of the record " + Words.at(single.record());
          case LOCATION -> "success: applied; the key is in the address that Location tells";
          case NOTHING -> "success: applied";
        });
    if (kind == WriteKind.DELETE && single.missingIsUnchanged()) {
      success.add("missing means unchanged where the delete is sent again");
    }
    return success;
  }

  private void batch(WriteSpec.Batch batch) {
    List<Write> writes = new ArrayList<>();
    for (WriteKind kind : WriteKind.values()) {
      if (batch.takes(kind)) {
        writes.add(samples.write(kind, batch.isConditional(kind), batch.places(kind)));
      }
    }
    String kinds =
        writes.stream()
            .map(write -> WriteSpec.word(write.kind()) + "s")
            .collect(Collectors.joining(", "));
    dataset.call(
        kinds + " up to " + batch.max() + " records at once",
        batch.call(),
        () -> new BatchSending(dataset.service(), batch, spec, dataset.records(), writes).request(),
        Question.BATCH,
        success(batch));
  }

  private static List<String> success(WriteSpec.Batch batch) {
    List<String> success =
        new ArrayList<>(
            List.of(batch.isOfParts() ? parts(batch.result()) : results(batch.result())));
    batch
        .requests()
        .ifPresent(
            requests ->
                new TreeMap<>(requests.calls())
                    .forEach(
                        (kind, single) ->
                            success(kind, single)
                                .forEach(line -> success.add(WriteSpec.word(kind) + ", " + line))));
    return success;
  }

  private static String results(WriteSpec.Result result) {
    return "success: each write has a result in the list "
        + Words.at(result.items())
        + result.by().map(at -> ", the one that has its id at " + at).orElse(", in their order")
        + result
            .status()
            .map(at -> "; what it has at " + at + " is judged as a status; without one")
            .or(
                () ->
                    result
                        .success()
                        .map(is -> "; it is done with " + is.is() + " at " + is.at() + "; without"))
            .orElse("")
        + missing(result);
  }

  private static String parts(WriteSpec.Result result) {
    return "success: each write has a part of the answer, the one that echoes its Content-ID, else"
        + " the one in its place, which is judged as an answer to it alone; without one"
        + missing(result);
  }

  private static String missing(WriteSpec.Result result) {
    return ", the write is " + (result.missingIsUnknown() ? "unknown" : "not attempted");
  }
}
