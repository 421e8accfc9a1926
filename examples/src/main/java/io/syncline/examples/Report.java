package io.syncline.examples;

import io.syncline.engine.Counted;
import io.syncline.engine.Plan;
import io.syncline.engine.SyncReport;
import io.syncline.operate.Explanation;
import io.syncline.operate.Verification;
import io.syncline.store.JournalEntry;
import java.util.List;

/** Prints what a person wants to see, and remembers whether anything was not as it should be. */
public final class Report {

  private boolean good = true;

  public void preview(Plan preview) {
    title("preview: nothing is written");
    below(preview.counts());
    preview.writes().stream()
        .limit(2)
        .forEach(
            write ->
                System.out.printf(
                    "  e.g. %s at %s: %s%n", write.kind(), write.system(), write.fields()));
  }

  public void synced(String what, SyncReport report) {
    title(what);
    below(report.counts());
    long rows = report.counts().total(Counted.READ) + report.counts().writes();
    double seconds = Math.max(1, report.took().toMillis()) / 1000.0;
    System.out.printf(
        "  %.1f s, %,.0f rows a second read or written, %s%n",
        seconds, rows / seconds, report.settled() ? "settled" : "NOT settled");
    report.decisions().stream()
        .filter(decision -> decision.kind().contains("conflict"))
        .limit(5)
        .forEach(Report::decision);
    report.failures().forEach((system, why) -> System.out.printf("  %s: %s%n", system, why));
    good &= report.settled();
  }

  private static void decision(JournalEntry decision) {
    System.out.printf(
        "  conflict on %s: agreed %s, %s says %s -> %s (%s)%n",
        decision.register(),
        decision.head().map(Object::toString).orElse("-"),
        decision.system(),
        decision.incoming().map(Object::toString).orElse("-"),
        decision.decision(),
        decision.rule());
  }

  public void nothingLeft(SyncReport again) {
    title("one more sync: nothing is left to do");
    System.out.printf("  %,d writes%n", again.counts().writes());
    good &= again.settled() && again.counts().writes() == 0;
  }

  public void explain(Explanation explanation) {
    title("why does this record look as it does?");
    below(explanation);
  }

  /**
   * The history of one field.
   *
   * @param sentences as {@link Explanation#story} has them; empty: there is no such field, which
   *     there should be
   */
  public void story(String question, List<String> sentences) {
    title(question);
    sentences.forEach(Report::below);
    good &= !sentences.isEmpty();
  }

  /** What was seen at a system, and should have been. */
  public void seen(String what, boolean asItShouldBe) {
    title(what);
    below(asItShouldBe ? "seen" : "NOT seen");
    good &= asItShouldBe;
  }

  /**
   * Compares by the hub's own verify, and by a comparison of the raw data that knows no hub.
   *
   * @param sizes of the two sides, for people
   * @return whether they agree, and nothing else was wrong
   */
  public boolean agree(Verification verification, String sizes, long differences) {
    title("do both sides agree?");
    below(verification);
    System.out.printf(
        "  raw data, compared without the hub: %s, %,d differences%n", sizes, differences);
    boolean agreed = good && verification.agrees() && differences == 0;
    System.out.println(agreed ? "\nboth sides agree" : "\nthe sides do NOT agree");
    return agreed;
  }

  private static void title(String text) {
    System.out.println("\n" + text);
  }

  private static void below(Object text) {
    System.out.println(text.toString().indent(2).stripTrailing());
  }
}
