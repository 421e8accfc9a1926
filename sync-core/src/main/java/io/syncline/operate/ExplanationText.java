package io.syncline.operate;

import io.syncline.store.JournalEntry;
import java.util.Locale;

/** An explanation in words. */
final class ExplanationText {

  private ExplanationText() {}

  static String of(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    text.append(explanation.entity())
        .append(' ')
        .append(explanation.keys())
        .append(explanation.alive() ? "" : " (deleted)");
    explanation.fields().forEach(field -> field(text, field));
    if (!explanation.decisions().isEmpty()) {
      text.append("\n  decisions:");
      explanation.decisions().forEach(entry -> decision(text, entry));
    }
    return text.toString();
  }

  private static void field(StringBuilder text, Explanation.FieldExplanation field) {
    text.append("\n  ")
        .append(field.field())
        .append(" = ")
        .append(field.value())
        .append("  set by ")
        .append(field.event().system())
        .append(" (event ")
        .append(field.event().counter())
        .append(')');
    field.editedAt().ifPresent(time -> text.append(" at ").append(time));
    field
        .standing()
        .forEach(
            (system, standing) -> {
              if (standing.state() != Explanation.Standing.State.AGREES) {
                text.append("\n    ")
                    .append(system)
                    .append(": ")
                    .append(standing.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(standing.shown().map(shown -> ", shows " + shown).orElse(""))
                    .append(standing.why().isEmpty() ? "" : ": " + standing.why());
              }
            });
  }

  private static void decision(StringBuilder text, JournalEntry entry) {
    text.append("\n    ")
        .append(entry.at())
        .append(' ')
        .append(entry.kind())
        .append(entry.register().isEmpty() ? "" : " on " + entry.register())
        .append(" from ")
        .append(entry.system());
    entry.base().ifPresent(value -> text.append(", was ").append(value));
    entry.head().ifPresent(value -> text.append(", agreed ").append(value));
    entry.incoming().ifPresent(value -> text.append(", incoming ").append(value));
    text.append(" -> ").append(entry.decision()).append(" (").append(entry.rule()).append(')');
  }
}
