package io.syncline.plan;

import io.syncline.model.Value;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.WriteKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Tells what a write does that a guard may count. */
final class Risks {

  private Risks() {}

  static Risk of(WriteKind kind) {
    return switch (kind) {
      case CREATE -> Risk.CREATES;
      case UPDATE -> Risk.UPDATES;
      case DELETE -> Risk.DELETES;
    };
  }

  /**
   * Of a write of these registers.
   *
   * @param names what is written
   */
  static Set<Risk> of(
      WriteKind kind,
      List<String> names,
      RecordState state,
      Holding holding,
      Set<String> keyFields) {
    EnumSet<Risk> risks = EnumSet.of(of(kind));
    if (kind == WriteKind.UPDATE) {
      for (String name : names) {
        if (isBlanked(name, state, holding)) {
          risks.add(Risk.BLANKS);
        }
        if (keyFields.contains(name)) {
          risks.add(Risk.KEY_CHANGES);
        }
      }
    }
    return risks;
  }

  /** Whether the one field of an update waits. */
  static boolean isWithheld(String name, RecordState state, Holding holding, Withheld withheld) {
    return withheld.waiting().contains(name)
        || withheld.leftOut().contains(name)
        || (withheld.holds(Risk.BLANKS) && isBlanked(name, state, holding))
        || (withheld.holds(Risk.KEY_CHANGES) && withheld.keyFields().contains(name));
  }

  /** Whether the system shows a value where the head has none. */
  private static boolean isBlanked(String name, RecordState state, Holding holding) {
    Value shown = holding.registers().get(name).map(Register::value).orElse(Value.NULL);
    return !shown.isNull()
        && state.head().get(name).map(Register::value).orElse(Value.NULL).isNull();
  }
}
