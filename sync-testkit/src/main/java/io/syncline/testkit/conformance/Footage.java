package io.syncline.testkit.conformance;

import io.syncline.spi.AdapterSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one rule asks of the system and of all behind the adapter's back, in files of its own: a
 * tape of calls, and the exchanges of each opening of an adapter.
 */
final class Footage implements Scene {

  /** The folder of what no rule asks. */
  static final String LAST = "report";

  static final String CALLS = "calls.jsonl";
  static final String EXCHANGES = ".har";

  private final Subject subject;
  private final Path place;
  private final CallTape tape;
  private final Map<String, Integer> openings = new HashMap<>();

  Footage(Subject subject, Path place, CallTape tape) {
    this.subject = subject;
    this.place = place;
    this.tape = tape;
  }

  static Path place(Path folder, Subject subject, String name) {
    return folder.resolve(Report.fileName(subject.name())).resolve(name);
  }

  CallTape tape() {
    return tape;
  }

  @Override
  public Subject subject() {
    return new RecordedSubject(subject, this, "");
  }

  /**
   * An adapter whose exchanges go into a file, or come out of one, another one for each opening.
   *
   * @param whose what the files' names begin with
   */
  AdapterSource adapter(Subject of, String whose) {
    return context -> {
      Path file = place.resolve(whose + "adapter-" + next(whose) + EXCHANGES);
      Optional<AdapterSource> taped = tape.isReplay() ? of.replayed(file) : of.recorded(file);
      return taped
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "must say how the adapter is recorded and replayed: subject=" + of.name()))
          .open(context);
    };
  }

  private synchronized int next(String whose) {
    return openings.merge(whose, 1, Integer::sum);
  }

  @Override
  public void end() {
    tape.end();
  }

  @Override
  public void close() {
    tape.close();
  }
}
