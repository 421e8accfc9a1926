package io.syncline.spi;

import java.time.Duration;
import java.util.List;

/**
 * Writes many records by one job of the system. Beside a {@link Writer}, which does what is left
 * over. Never throws for a record's sake.
 *
 * <p>A job is opened, and does nothing yet. The caller stores its ticket, and only then submits: so
 * whoever goes on after a crash finds the same job. A job that is opened and forgotten has no
 * effect.
 */
public interface BulkWriter {

  /**
   * Opens a job that has no effect before it is submitted.
   *
   * @param name unique over all jobs, for systems that name them as their callers say
   * @return what the job is known by from now on, also in another process
   */
  String open(String name, Duration within);

  /**
   * Gives the job its writes, and lets it begin. Submitted again, whole or after it was cut off in
   * between, it is the same job, and each write has one effect; the writes are the same then but
   * for {@link Write#repeated}.
   *
   * @throws AdapterException.Unsupported where the system does not take the job: nothing of it was
   *     or will be done
   */
  void submit(String ticket, List<Write> writes, Duration within);

  /** How a job fares that was submitted. */
  BulkProgress poll(String ticket, Duration within);

  /**
   * What became of the writes of a job that has ended: exactly one outcome per write, in the order
   * of {@code writes}, whatever order the system keeps. What a job did not come to is {@link
   * WriteOutcome.NotAttempted}, also where the job as a whole failed. May be asked again.
   *
   * @param writes those that were submitted, or some of them; each is known by its id
   */
  List<WriteOutcome> outcomes(String ticket, List<Write> writes, Duration within);

  /** Stops a job as far as the system can; what it did stays. Does nothing where it has ended. */
  void abort(String ticket, Duration within);
}
