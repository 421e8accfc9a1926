package io.syncline.testkit.conformance;

import io.syncline.spi.Adapter;
import io.syncline.spi.Capabilities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Plays the rules for one subject, one at a time, and collects what became of them. {@link
 * AdapterContract} does so as tests; use this to run the suite from anywhere else.
 */
public final class Conformance {

  private static final String RECORD = "syncline.conformance.record";
  private static final String REPLAY = "syncline.conformance.replay";

  private final Subject subject;
  private final Stage stage;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> unrest = new ArrayList<>();

  private Conformance(Subject subject, Stage stage) {
    this.subject = subject;
    this.stage = stage;
  }

  /**
   * A suite of which nothing is played yet.
   *
   * @throws IllegalArgumentException where the subject names what is no rule, or one rule twice: as
   *     a deviation and as inapplicable
   */
  public static Conformance of(Subject subject) {
    return on(subject, Stage.live(subject));
  }

  /**
   * A suite that asks the system, and takes into a folder what a replay needs: for each rule what
   * the adapter exchanged, and what was done behind its back. What a rule left there before is
   * replaced. The records are in it: it is as confidential as they are.
   *
   * @param folder of any subjects; made where it is not there
   * @throws IllegalArgumentException as {@link #of} says
   */
  public static Conformance recording(Subject subject, Path folder) {
    return on(subject, new RecordingStage(subject, folder));
  }

  /**
   * A suite that runs without the system, out of what {@link #recording} took there. A rule that
   * asks for something else than was recorded fails, and says what. What no recording can show is
   * skipped, and says why.
   *
   * @throws IllegalArgumentException as {@link #of} says
   */
  public static Conformance replaying(Subject subject, Path folder) {
    return on(subject, new ReplayingStage(subject, folder));
  }

  /** As system properties tell; see {@link AdapterContract}. */
  static Conformance asTold(Subject subject, UnaryOperator<@Nullable String> properties) {
    Optional<Path> record = Optional.ofNullable(properties.apply(RECORD)).map(Path::of);
    Optional<Path> replay = Optional.ofNullable(properties.apply(REPLAY)).map(Path::of);
    if (record.isPresent() && replay.isPresent()) {
      throw new IllegalArgumentException(
          "must not be given with " + RECORD + ": " + REPLAY + "=" + replay.get());
    }
    return record
        .map(folder -> recording(subject, folder))
        .or(() -> replay.map(folder -> replaying(subject, folder)))
        .orElseGet(() -> of(subject));
  }

  private static Conformance on(Subject subject, Stage stage) {
    requireRules("deviation", subject.deviations());
    requireRules("inapplicable", subject.inapplicable());
    subject.inapplicable().keySet().stream()
        .filter(subject.deviations()::containsKey)
        .forEach(
            id -> {
              throw new IllegalArgumentException(
                  "must be a deviation or inapplicable, not both: rule=" + id);
            });
    return new Conformance(subject, stage);
  }

  private static void requireRules(String as, Map<String, String> named) {
    List<String> ids = Rules.all().stream().map(Rule::id).toList();
    named
        .keySet()
        .forEach(
            id -> {
              if (!ids.contains(id)) {
                throw new IllegalArgumentException("must be the id of a rule: " + as + "=" + id);
              }
            });
  }

  /** All rules there are, those included that will be skipped. */
  public List<Rule> rules() {
    return Rules.all();
  }

  /** Plays one rule within the subject's time limit. */
  public Finding check(Rule rule) {
    long start = System.nanoTime();
    List<String> untried = new ArrayList<>();
    Result result;
    String reason;
    try {
      Watched.start(() -> played(rule, untried))
          .end(subject.limits().rule(), "the rule took longer than " + subject.limits().rule());
      result = Result.PASSED;
      reason = untried.isEmpty() ? "" : "not tried: " + String.join("; ", untried);
    } catch (Skipped e) {
      result = Result.SKIPPED;
      reason = text(e);
    } catch (CallTape.ReplayDiffers e) {
      return kept(new Finding(rule, Result.FAILED, text(e), since(start)));
    } catch (AssertionError | RuntimeException e) {
      result = Result.FAILED;
      reason = e instanceof AssertionError ? text(e) : "unexpected: " + e;
    }
    return kept(judged(new Finding(rule, result, reason, since(start))));
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private Finding kept(Finding finding) {
    findings.add(finding);
    return finding;
  }

  /** Plays all rules. */
  public Report run() {
    rules().forEach(this::check);
    return report();
  }

  /** Of the rules that were played so far. */
  public Report report() {
    try (Scene scene = stage.last();
        Adapter adapter = scene.subject().adapter().open(subject.context())) {
      Capabilities can = adapter.dataset(subject.dataset()).capabilities();
      return new Report(stage.name(), findings, Level.of(can, findings));
    }
  }

  private boolean played(Rule rule, List<String> untried) {
    Optional.ofNullable(subject.inapplicable().get(rule.id()))
        .ifPresent(
            reason -> {
              throw Skipped.because(reason);
            });
    try (Scene scene = stage.scene(rule)) {
      try (Bench bench = new Bench(scene.subject(), unrestBefore())) {
        rule.play(bench);
        untried.addAll(bench.untried());
        rest(rule, bench);
      }
      scene.end();
    }
    return true;
  }

  private Optional<List<String>> unrestBefore() {
    return findings.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(unrest));
  }

  /** What moves after a scenario is told by a rule of its own. */
  private void rest(Rule rule, Bench bench) {
    try {
      Rest.assertAtRest(bench);
    } catch (AssertionError | RuntimeException e) {
      unrest.add(rule.id() + ": " + text(e));
    }
  }

  /**
   * What the subject says of a rule turns a failure into a deviation, and a pass into a failure.
   */
  private Finding judged(Finding found) {
    Map<String, String> deviations = subject.deviations();
    Optional<String> known = Optional.ofNullable(deviations.get(found.rule().id()));
    if (known.isEmpty() || found.result() == Result.SKIPPED) {
      return found;
    }
    return found.result() == Result.FAILED
        ? new Finding(found.rule(), Result.DEVIATES, known.get(), found.time())
        : new Finding(
            found.rule(),
            Result.FAILED,
            "the rule is kept: take it out of the subject's deviations",
            found.time());
  }

  private static String text(Throwable thrown) {
    return Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
  }
}
