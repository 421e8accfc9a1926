package io.syncline.testkit.host;

import io.syncline.config.EntityConfig;
import io.syncline.engine.SyncReport;
import io.syncline.operate.Explanation;
import io.syncline.operate.InboxEntry;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** What a host asserts of its simulated hub. Each failure says where, and what the hub says why. */
public final class SyncSimulatorAssert extends AbstractAssert<SyncSimulatorAssert, SyncSimulator> {

  private SyncSimulatorAssert(SyncSimulator actual) {
    super(actual, SyncSimulatorAssert.class);
  }

  public static SyncSimulatorAssert assertThat(SyncSimulator actual) {
    return new SyncSimulatorAssert(actual);
  }

  /**
   * All systems show the same, each in the form of its own mapping; save what is held for a person,
   * out of scope, or one-way, which {@link Agreement#leftOut} names. What a system refused, or what
   * could not be taken in, differs.
   */
  public SyncSimulatorAssert hasConverged() {
    Agreement agreement = actual.agreement();
    if (!agreement.holds()) {
      fail("the systems do not agree: " + agreement + others());
    }
    return this;
  }

  private String others() {
    List<InboxEntry> others = OpenEntries.of(actual.hub()).others();
    return others.isEmpty() ? "" : "\nwaiting: " + others;
  }

  /** So many conflicts, and native records in doubt, wait for a person. */
  public SyncSimulatorAssert hasHeld(int count) {
    List<InboxEntry> held = OpenEntries.of(actual.hub()).held();
    if (held.size() != count) {
      fail("must hold " + count + " for a person: held=" + held.size() + lines(held));
    }
    return this;
  }

  /** Nothing at all waits for a person, not even what a system refused. */
  public SyncSimulatorAssert hasNothingWaiting() {
    List<InboxEntry> waiting = OpenEntries.of(actual.hub()).all();
    if (!waiting.isEmpty()) {
      fail("must wait for nobody: waiting=" + waiting.size() + lines(waiting));
    }
    return this;
  }

  private static String lines(List<?> entries) {
    return String.join("", entries.stream().map(each -> "\n  " + each).toList());
  }

  /** One more run of the hub settles and writes nothing. */
  public SyncSimulatorAssert isQuiet() {
    int before = effects();
    SyncReport report = actual.sync();
    int writes = effects() - before;
    if (writes > 0 || report.counts().writes() > 0 || !report.settled()) {
      fail("must write nothing more: writes=" + writes + "\n  " + report + lines(last(writes)));
    }
    return this;
  }

  private int effects() {
    return actual.landscape().tables().stream().mapToInt(MemoryTable::countEffects).sum();
  }

  private List<String> last(int writes) {
    List<String> lines =
        actual.landscape().tables().stream()
            .flatMap(
                table ->
                    table.effects().stream()
                        .skip(Math.max(0, table.countEffects() - writes))
                        .map(each -> table.name() + " " + each.key() + " got " + each.fields()))
            .toList();
    return lines.subList(0, Math.min(lines.size(), writes));
  }

  /**
   * No two native records look alike that the hub does not take for one, unless they wait for a
   * person: a rule of the entity finds them alike, or its fields differ by case and blanks only.
   */
  public SyncSimulatorAssert hasNoTwins() {
    for (EntityConfig entity : actual.landscape().entities()) {
      List<String> twins = Twins.of(actual, entity);
      if (!entity.twinsAreSeparate() && !twins.isEmpty()) {
        fail("must have no twins: twins=" + twins.size() + lines(twins));
      }
    }
    return this;
  }

  /** Goes on with why the record that {@code system} knows as {@code key} shows a field so. */
  public ExplanationAssert explains(String entity, String system, String key, String field) {
    Optional<Explanation> explanation = actual.hub().explain(entity, system, key);
    if (explanation.flatMap(each -> each.field(field)).isEmpty()) {
      fail("must know " + field + " of " + entity + " " + key + " in " + system);
    }
    return new ExplanationAssert(explanation.orElseThrow(), field);
  }

  /** Also with the seed, by which all can be played again. */
  private void fail(String message) {
    failWithMessage("%s", message + "\n" + actual);
  }
}
