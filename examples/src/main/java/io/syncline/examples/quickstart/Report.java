package io.syncline.examples.quickstart;

import io.syncline.engine.Counted;
import io.syncline.engine.Plan;
import io.syncline.engine.SyncReport;
import io.syncline.operate.Explanation;
import io.syncline.operate.Verification;
import io.syncline.store.JournalEntry;

/** Prints what a person wants to see, and remembers whether anything was not as it should be. */
final class Report {

  private final Companies world;
  private boolean good = true;

  Report(Companies world) {
    this.world = world;
    System.out.printf(
        "a CRM with %,d contacts on %s, an ERP with %,d customers on PostgreSQL (%s)%n",
        world.crmSize(), world.crmUrl(), world.erpSize(), world.erpDatabase().jdbcUrl());
  }

  void preview(Plan preview) {
    title("preview: nothing is written");
    System.out.println(preview.counts().toString().indent(2).stripTrailing());
    preview.writes().stream()
        .limit(2)
        .forEach(
            write ->
                System.out.printf(
                    "  e.g. %s at %s: %s%n", write.kind(), write.system(), write.fields()));
  }

  void synced(String what, SyncReport report) {
    title(what);
    System.out.println(report.counts().toString().indent(2).stripTrailing());
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

  void nothingLeft(SyncReport again) {
    title("one more sync: nothing is left to do");
    System.out.printf("  %,d writes%n", again.counts().writes());
    good &= again.settled() && again.counts().writes() == 0;
  }

  void explain(Explanation explanation) {
    title("why does this record look as it does?");
    System.out.println(explanation.toString().indent(2).stripTrailing());
  }

  /** Compares by the hub's own verify, and by a comparison of the raw data that knows no hub. */
  boolean agree(Verification verification) {
    title("do both sides agree?");
    System.out.println(verification.toString().indent(2).stripTrailing());
    long differences = world.differences();
    System.out.printf(
        "  raw data, compared without the hub: %,d contacts, %,d customers, %,d differences%n",
        world.crmSize(), world.erpSize(), differences);
    boolean agreed = good && verification.agrees() && differences == 0;
    System.out.println(agreed ? "\nboth sides agree" : "\nthe sides do NOT agree");
    return agreed;
  }

  private static void title(String text) {
    System.out.println("\n" + text);
  }
}
