package io.syncline.testkit.host;

import io.syncline.model.SystemId;
import io.syncline.operate.Explanation;
import io.syncline.operate.Explanation.FieldExplanation;
import io.syncline.operate.Explanation.Standing;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** What a host asserts of the reasons for one field's value. Each failure tells the whole story. */
public final class ExplanationAssert extends AbstractAssert<ExplanationAssert, Explanation> {

  private final FieldExplanation field;

  ExplanationAssert(Explanation explanation, String field) {
    super(explanation, ExplanationAssert.class);
    this.field = explanation.field(field).orElseThrow();
  }

  /** The agreed value, as text. */
  public ExplanationAssert hasValue(String value) {
    return require(field.value().toString().equals(value), "must be " + value);
  }

  /** The system, or the hub, whose edit or decision the value is. */
  public ExplanationAssert wasSetBy(String system) {
    return require(field.event().system().name().equals(system), "must be set by " + system);
  }

  /** The field waits for a person who says whether {@code system} is right. */
  public ExplanationAssert isHeldFor(String system) {
    return require(
        state(system).equals(Optional.of(Standing.State.HELD)), "must be held for " + system);
  }

  /** The system shows the agreed value, in its own form. */
  public ExplanationAssert agreesIn(String system) {
    return require(
        state(system).equals(Optional.of(Standing.State.AGREES)), "must agree in " + system);
  }

  private Optional<Standing.State> state(String system) {
    return Optional.ofNullable(field.standing().get(new SystemId(system))).map(Standing::state);
  }

  /** One of the sentences has this in it. */
  public ExplanationAssert tells(String part) {
    return require(story().stream().anyMatch(line -> line.contains(part)), "must tell " + part);
  }

  private List<String> story() {
    return actual.story(field.field());
  }

  private ExplanationAssert require(boolean holds, String rule) {
    if (!holds) {
      failWithMessage("%s", rule + ": field=" + field.field() + lines());
    }
    return this;
  }

  private String lines() {
    return String.join("", story().stream().map(line -> "\n  " + line).toList());
  }
}
