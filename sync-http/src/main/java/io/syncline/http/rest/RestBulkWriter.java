package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.codec.Codec;
import io.syncline.http.manifest.BulkSpec;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.BulkCalls.Job;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BulkProgress;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes by jobs of the service. Since those are of one kind of write each, and which kinds there
 * will be is not known when a job is opened, one is opened for every kind that the manifest names;
 * those that get no writes are stopped when the others are submitted.
 *
 * <p>What a job is to do next, the service says itself: only one that is open gets its file, so a
 * job whose submission was cut off goes on where it stands, and one that has begun is left alone.
 */
final class RestBulkWriter implements BulkWriter {

  private static final String LOST = "the service does not know the job any more: ";

  private final WebService service;
  private final WriteSpec all;
  private final BulkSpec spec;
  private final Records records;
  private final BulkCalls calls;
  private final BulkRows rows;

  /** {@code codec}: of the dataset's other calls. */
  RestBulkWriter(WebService service, WriteSpec all, Records records, Codec codec) {
    this.service = service;
    this.all = all;
    this.spec = all.bulk().orElseThrow();
    this.records = records;
    calls = new BulkCalls(service, spec, codec, spec.codec());
    rows = new BulkRows(spec, records);
  }

  @Override
  public String open(String name, Duration within) {
    Deadline deadline = Deadline.in(within);
    Map<WriteKind, String> opened = new EnumMap<>(WriteKind.class);
    try {
      for (WriteKind kind : WriteKind.values()) {
        if (spec.takes(kind)) {
          opened.put(kind, calls.open(kind, name, deadline).id());
        }
      }
    } catch (AdapterException e) {
      forget(opened, deadline, e);
      throw e;
    }
    return new BulkTicket(opened).toString();
  }

  /** Jobs that are open count where a service has a limit to them. */
  private void forget(Map<WriteKind, String> opened, Deadline deadline, AdapterException because) {
    try {
      opened.forEach((kind, id) -> calls.take(spec.abort(), new Job(kind, id), deadline));
    } catch (AdapterException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void submit(String ticket, List<Write> writes, Duration within) {
    Deadline deadline = Deadline.in(within);
    List<Job> jobs = jobs(ticket);
    List<Job> open = jobs.stream().filter(job -> isOpen(job, deadline)).toList();
    Set<Job> filled = new LinkedHashSet<>();
    Optional<String> refusal = Optional.empty();
    for (Job job : open) {
      Map<Write, ObjectNode> carried = rows.carried(job.kind(), writes);
      if (!carried.isEmpty()) {
        Optional<String> refused = calls.upload(job, BulkRows.file(carried), deadline);
        refusal = refusal.or(() -> refused);
        if (refused.isEmpty()) {
          filled.add(job);
        }
      }
    }
    if (refusal.isPresent() && open.size() == jobs.size()) {
      open.forEach(job -> stop(job, deadline));
      throw new AdapterException.Unsupported(refusal.get());
    }
    filled.forEach(job -> begin(job, deadline));
    open.stream().filter(job -> !filled.contains(job)).forEach(job -> stop(job, deadline));
  }

  /** One that is refused, and not open any more, has begun or failed: that shows later. */
  private void begin(Job job, Deadline deadline) {
    Optional<String> refused = spec.close().flatMap(close -> calls.take(close, job, deadline));
    if (refused.isPresent() && isOpen(job, deadline)) {
      stop(job, deadline);
    }
  }

  private boolean isOpen(Job job, Deadline deadline) {
    return calls.state(job, deadline).filter(spec.poll().open()::contains).isPresent();
  }

  private void stop(Job job, Deadline deadline) {
    Optional<String> refused = calls.take(spec.abort(), job, deadline);
    if (refused.isPresent() && isOpen(job, deadline)) {
      throw new AdapterException.Unreachable(refused.get());
    }
  }

  @Override
  public BulkProgress poll(String ticket, Duration within) {
    Deadline deadline = Deadline.in(within);
    List<Job> jobs = jobs(ticket);
    List<String> states =
        jobs.stream().flatMap(job -> calls.state(job, deadline).stream()).toList();
    if (states.isEmpty()) {
      return new BulkProgress.Lost(LOST + ticket);
    }
    return spec.poll().ended().containsAll(states)
        ? new BulkProgress.Ended()
        : new BulkProgress.Running(spec.poll().every());
  }

  @Override
  public List<WriteOutcome> outcomes(String ticket, List<Write> writes, Duration within) {
    Deadline deadline = Deadline.in(within);
    Map<Write, WriteOutcome> outcomes = new HashMap<>();
    for (Job job : jobs(ticket)) {
      Map<Write, ObjectNode> possible = rows.possible(job.kind(), writes);
      if (!possible.isEmpty()) {
        Set<Write> carried = rows.carried(job.kind(), writes).keySet();
        outcomes.putAll(
            results(job, possible, deadline)
                .map(results -> results.outcomes(carried))
                .orElseGet(() -> lost(job, possible.keySet())));
      }
    }
    return writes.stream()
        .map(write -> outcomes.getOrDefault(write, new WriteOutcome.NotAttempted()))
        .toList();
  }

  /** Empty where the service does not know the job any more. */
  private Optional<BulkResults> results(
      Job job, Map<Write, ObjectNode> possible, Deadline deadline) {
    BulkSpec.Results files = spec.results();
    BulkResults results = new BulkResults(service, all, records, job.kind(), possible);
    Optional<List<JsonNode>> succeeded = calls.rows(files.succeeded().call(), job, deadline);
    Optional<List<JsonNode>> failed = calls.rows(files.failed().call(), job, deadline);
    succeeded.ifPresent(results::succeeded);
    failed.ifPresent(results::failed);
    files
        .unprocessed()
        .flatMap(call -> calls.rows(call, job, deadline))
        .ifPresent(results::unprocessed);
    return succeeded.isPresent() && failed.isPresent() ? Optional.of(results) : Optional.empty();
  }

  private static Map<Write, WriteOutcome> lost(Job job, Set<Write> writes) {
    WriteOutcome unknown = new WriteOutcome.Unknown(LOST + job.id());
    Map<Write, WriteOutcome> lost = new HashMap<>();
    writes.forEach(write -> lost.put(write, unknown));
    return lost;
  }

  @Override
  public void abort(String ticket, Duration within) {
    Deadline deadline = Deadline.in(within);
    jobs(ticket).forEach(job -> calls.take(spec.abort(), job, deadline));
  }

  private static List<Job> jobs(String ticket) {
    return BulkTicket.of(ticket).jobs().entrySet().stream()
        .map(each -> new Job(each.getKey(), each.getValue()))
        .toList();
  }
}
