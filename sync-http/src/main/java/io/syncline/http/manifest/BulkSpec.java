package io.syncline.http.manifest;

import io.syncline.http.codec.Codec;
import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Writes by jobs of the service: one is opened, gets a file of rows, is closed, and looked at until
 * it has ended; then its files of results are read. One job takes one kind of write.
 *
 * @param operations the service's words for the kinds that jobs take
 * @param close empty: a job begins when it has its file
 * @param codec of the files
 * @param least fewer writes are not worth a job
 * @param max the most writes of one job
 */
public record BulkSpec(
    Map<WriteKind, String> operations,
    Open open,
    Upload upload,
    Optional<Step> close,
    Poll poll,
    Results results,
    Step abort,
    Codec codec,
    int least,
    int max) {

  /** The variable for what the service knows a job by. */
  public static final String ID = "bulk.id";

  /** The variable for the service's word for what a job does. */
  public static final String OPERATION = "bulk.operation";

  /** The variable for a name that no other job has. */
  public static final String NAME = "bulk.name";

  public BulkSpec {
    operations = Map.copyOf(operations);
  }

  /** A call with what its body says. */
  public record Step(Call call, Optional<BodyTemplate> body) {}

  /** {@code id}: where the answer has what the service knows the job by. */
  public record Open(Step step, JsonPointer id) {}

  /**
   * The file of writes.
   *
   * @param row what stands for a write
   * @param cleared in a table, the cell that stands for null; empty: there is none
   * @param empty in a table, what an empty cell does to a record that is there; empty: not known
   */
  public record Upload(
      Call call, WriteSpec.Item row, Optional<String> cleared, Optional<EmptyCell> empty) {}

  /** What an empty cell does. */
  public enum EmptyCell {
    /** It leaves the field as it is. */
    UNCHANGED,
    CLEARS
  }

  /**
   * How a job fares.
   *
   * @param at where the answer has the job's state
   * @param open the states of a job that waits for its file, or to be closed
   * @param ended those of a job that does nothing any more
   * @param every how long to wait with the next look
   */
  public record Poll(
      Call call, JsonPointer at, Set<String> open, Set<String> ended, Duration every) {
    public Poll {
      open = Set.copyOf(open);
      ended = Set.copyOf(ended);
    }
  }

  /**
   * The files of results. A row is that of the write whose reference it echoes, else whose key it
   * has, else of one that set the same.
   *
   * @param by where a row has the reference; empty: nowhere
   * @param unprocessed the rows that a job did not come to; empty: they are not told
   * @param missingIsUnknown whether a write without a row may have happened
   */
  public record Results(
      Optional<JsonPointer> by,
      Succeeded succeeded,
      Failed failed,
      Optional<Call> unprocessed,
      boolean missingIsUnknown) {}

  /**
   * The rows that were done.
   *
   * @param key where each part of the key is, in order
   * @param record the record as it is now
   */
  public record Succeeded(
      Call call,
      List<JsonPointer> key,
      Optional<JsonPointer> version,
      Optional<JsonPointer> record) {
    public Succeeded {
      key = List.copyOf(key);
    }
  }

  /**
   * The rows that were not done, and will not be.
   *
   * @param status of the one write, as if it had been sent alone; empty: it is not told
   * @param failure where a row says what is wrong; empty: where error bodies do
   */
  public record Failed(Call call, Optional<JsonPointer> status, Optional<FailureShape> failure) {}

  public boolean takes(WriteKind kind) {
    return operations.containsKey(kind);
  }

  /** Whether a write can name the version that it changes. */
  public boolean isConditional() {
    return upload.row().ifVersion().isPresent();
  }

  /** Whether the service is told the write's id, by which it knows a repeat. */
  public boolean isRemembered() {
    return upload.row().idempotency().isPresent();
  }

  /** All that a job may need. */
  List<Call> calls() {
    return Stream.concat(
            Stream.of(
                open.step().call(),
                upload.call(),
                poll.call(),
                results.succeeded().call(),
                results.failed().call(),
                abort.call()),
            Stream.concat(close.map(Step::call).stream(), results.unprocessed().stream()))
        .toList();
  }

  /** What its calls say, by the step. */
  Map<String, JsonNode> bodies() {
    Map<String, JsonNode> bodies = new TreeMap<>();
    open.step().body().ifPresent(body -> bodies.put("open.body", body.root()));
    close.flatMap(Step::body).ifPresent(body -> bodies.put("close.body", body.root()));
    abort.body().ifPresent(body -> bodies.put("abort.body", body.root()));
    return bodies;
  }
}
