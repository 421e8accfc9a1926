package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.FieldError;
import io.syncline.spi.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes in batches where the service has them, else one request per write with several under way.
 * A kind of write always goes the same way, so that a service which remembers a write's id per
 * address meets the repeat where it met the first; one that it may have forgotten is looked up.
 * Refused credentials stop what was not sent yet.
 */
final class RestWriter implements Writer {

  /** So many are looked at before they are sent: little can come in between. */
  private static final int LOOKED_AT = 10;

  private final WebService service;
  private final WriteSpec spec;
  private final Records records;
  private final AttachedWrites attached;
  private final ComparedWrites compared;
  private final ForgottenCreates forgotten;

  RestWriter(
      WebService service,
      WriteSpec spec,
      Records records,
      AttachedWrites attached,
      ComparedWrites compared) {
    this.service = service;
    this.attached = attached;
    this.compared = compared;
    this.spec = spec;
    this.records = records;
    forgotten = new ForgottenCreates(service, spec, records);
  }

  @Override
  public List<WriteOutcome> write(List<Write> writes, Duration within) {
    Map<String, WriteOutcome> found = new HashMap<>();
    List<Write> good = new ArrayList<>();
    List<Write> ofAttachments = new ArrayList<>();
    Deadline deadline = Deadline.in(within);
    for (Write write : writes) {
      if (attached.takes(write)) {
        ofAttachments.add(write);
      } else {
        unsupported(write)
            .or(() -> forgotten.outcome(write, deadline))
            .ifPresentOrElse(no -> found.put(write.id(), no), () -> good.add(write));
      }
    }
    List<Sending.Result> results = new ArrayList<>();
    for (List<Write> part : parts(good)) {
      if (isRefused(results)) {
        notAttempted(part, found);
      } else {
        send(part, found, results, within, deadline);
      }
    }
    if (!ofAttachments.isEmpty()) {
      found.putAll(attached.write(ofAttachments, results, deadline));
    }
    failIfRefused(found.values(), results);
    return writes.stream().map(write -> Objects.requireNonNull(found.get(write.id()))).toList();
  }

  /** All at once, but for those that are looked at before. */
  private List<List<Write>> parts(List<Write> writes) {
    if (writes.stream().noneMatch(compared::takes)) {
      return List.of(writes);
    }
    int size = spec.batch().map(WriteSpec.Batch::max).orElse(LOOKED_AT);
    List<List<Write>> parts = new ArrayList<>();
    for (int from = 0; from < writes.size(); from += size) {
      parts.add(writes.subList(from, Math.min(writes.size(), from + size)));
    }
    return parts;
  }

  private void send(
      List<Write> writes,
      Map<String, WriteOutcome> found,
      List<Sending.Result> results,
      Duration within,
      Deadline deadline) {
    Map<String, Sending.Result> held = compared.held(writes, deadline);
    held.forEach((id, result) -> found.put(id, result.outcome()));
    results.addAll(held.values());
    List<Sending> sendings =
        sendings(writes.stream().filter(write -> !held.containsKey(write.id())).toList(), within);
    while (!sendings.isEmpty()) {
      sendings = send(sendings, found, results, deadline);
    }
  }

  /**
   * Those that are to be sent again in halves: what refuses many writes at once may refuse them for
   * one, which the others are not to share.
   */
  private List<Sending> send(
      List<Sending> sendings,
      Map<String, WriteOutcome> found,
      List<Sending.Result> results,
      Deadline deadline) {
    if (isRefused(results)) {
      sendings.forEach(each -> notAttempted(each.writes(), found));
      return List.of();
    }
    List<List<Sending.Result>> told = new Dispatch(service, deadline).run(sendings);
    List<Sending> again = new ArrayList<>();
    for (int i = 0; i < sendings.size(); i++) {
      List<Write> sent = sendings.get(i).writes();
      if (sent.size() > 1 && told.get(i).stream().allMatch(Sending.Result::shared)) {
        again.addAll(sendings.get(i).halves());
        continue;
      }
      for (int j = 0; j < sent.size(); j++) {
        found.put(sent.get(j).id(), told.get(i).get(j).outcome());
      }
      results.addAll(told.get(i));
    }
    return again;
  }

  private static boolean isRefused(List<Sending.Result> results) {
    return results.stream().anyMatch(Sending.Result::isRefused);
  }

  private static void notAttempted(List<Write> writes, Map<String, WriteOutcome> found) {
    writes.forEach(write -> found.put(write.id(), new WriteOutcome.NotAttempted()));
  }

  /** Where something happened besides, the next call will tell that credentials are refused. */
  private static void failIfRefused(
      Collection<WriteOutcome> outcomes, List<Sending.Result> results) {
    boolean nothing =
        outcomes.stream()
            .allMatch(
                each ->
                    each instanceof WriteOutcome.NotAttempted
                        || each instanceof WriteOutcome.Throttled);
    if (!nothing) {
      return;
    }
    results.stream()
        .filter(Sending.Result::isRefused)
        .map(Sending.Result::refusal)
        .findFirst()
        .ifPresent(
            refusal -> {
              throw new AdapterException.AuthFailed(refusal);
            });
  }

  private List<Sending> sendings(List<Write> writes, Duration within) {
    List<Sending> sendings = new ArrayList<>();
    List<Write> batch = new ArrayList<>();
    for (Write write : writes) {
      if (spec.batches(write.kind())) {
        batch.add(write);
      } else {
        WriteSpec.Single single = spec.single(write.kind()).orElseThrow();
        sendings.add(
            new SingleSending(service, single, records, write, single.isRememberedFor(within)));
      }
    }
    spec.batch()
        .ifPresent(
            shape -> {
              for (int from = 0; from < batch.size(); from += shape.max()) {
                List<Write> part = batch.subList(from, Math.min(batch.size(), from + shape.max()));
                sendings.add(new BatchSending(service, shape, spec, records, List.copyOf(part)));
              }
            });
    return sendings;
  }

  /** What the manifest gives no way to do, or no way to do under this condition. */
  private Optional<WriteOutcome> unsupported(Write write) {
    if (!spec.takes(write.kind())) {
      return Optional.of(Outcomes.unsupported("the service has no " + write.kind()));
    }
    Precondition condition = write.precondition();
    boolean possible =
        write.kind() == WriteKind.CREATE
            ? condition instanceof Precondition.Absent
            : condition instanceof Precondition.Exists
                || compared.takes(write)
                || (condition instanceof Precondition.VersionIs
                    && spec.isConditional(write.kind()));
    boolean lacksKey =
        write.kind() == WriteKind.CREATE
            && spec.namesKey(records.keyFields())
            && records.key(write).isEmpty();
    if (lacksKey) {
      return Optional.of(
          new WriteOutcome.Rejected(
              "UNFIT", "must have the fields of its key: " + records.keyFields(), List.of()));
    }
    return possible
        ? misfit(write)
        : Optional.of(
            Outcomes.unsupported(
                "no " + write.kind() + " under " + condition.getClass().getSimpleName()));
  }

  private Optional<WriteOutcome> misfit(Write write) {
    if (!fitsHeaders(write)) {
      return Optional.of(
          new WriteOutcome.Rejected(
              "UNFIT", "must have an id and a version without controls", List.of()));
    }
    boolean asItem =
        spec.batches(write.kind()) && spec.batch().flatMap(WriteSpec.Batch::requests).isEmpty();
    Call call =
        asItem ? spec.batch().orElseThrow().call() : spec.single(write.kind()).orElseThrow().call();
    boolean keyInBody = asItem || call.isWhole();
    Map<String, String> key =
        write.key().filter(each -> keyInBody).map(records::variables).orElse(Map.of());
    List<FieldError> errors =
        new ArrayList<>(
            new Misfits(service.codec(call).encode(), places(write.kind())).of(write, key));
    if (!asItem) {
      spec.single(write.kind())
          .flatMap(WriteSpec.Single::ifVersion)
          .flatMap(to -> WriteVariables.version(write).flatMap(token -> records.misfit(to, token)))
          .ifPresent(errors::add);
    }
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WriteOutcome.Rejected(
                "UNFIT",
                errors.stream()
                    .map(error -> error.field() + " " + error.message())
                    .collect(Collectors.joining("; ")),
                errors));
  }

  private boolean fitsHeaders(Write write) {
    return spec.batch()
        .filter(batch -> batch.takes(write.kind()) && batch.isOfParts())
        .flatMap(
            batch ->
                batch.requests().map(shape -> new RequestItems(service, batch, shape, records)))
        .map(items -> items.fits(write))
        .orElse(true);
  }

  /** What the body for this kind of write takes; empty: all. */
  private Optional<Set<String>> places(WriteKind kind) {
    return spec.batches(kind)
        ? spec.batch().flatMap(batch -> batch.places(kind))
        : spec.single(kind).flatMap(single -> single.call().places());
  }
}
