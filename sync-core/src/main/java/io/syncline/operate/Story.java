package io.syncline.operate;

import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.operate.Explanation.FieldExplanation;
import io.syncline.operate.Explanation.Standing;
import io.syncline.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** The history of one field in sentences, oldest decision first. */
final class Story {

  private static final String MERGED = "merged: ";
  private static final String ANOTHER = "another value: ";

  private final FieldExplanation field;
  private final List<String> sentences = new ArrayList<>();

  private Story(FieldExplanation field) {
    this.field = field;
  }

  static List<String> of(FieldExplanation field, List<JournalEntry> decisions) {
    Story story = new Story(field);
    story.now();
    decisions.stream().filter(entry -> isAbout(entry, field.field())).forEach(story::decision);
    field.standing().forEach(story::standing);
    return List.copyOf(story.sentences);
  }

  /** A refused write names all its fields. */
  private static boolean isAbout(JournalEntry entry, String field) {
    return List.of(entry.register().split(", ")).contains(field);
  }

  private void now() {
    String what =
        field.value() == Life.ALIVE
            ? "The record exists"
            : field.value() == Life.DELETED
                ? "The record is deleted"
                : field.field() + " is " + field.value();
    sentences.add(
        what
            + ": "
            + field.event().system()
            + " set it"
            + field.editedAt().map(at -> " at " + at).orElse("")
            + ", event "
            + field.event().counter()
            + ".");
  }

  private void decision(JournalEntry entry) {
    StringBuilder text = new StringBuilder().append(entry.at()).append(": ").append(entry.system());
    text.append(entry.incoming().map(value -> " showed " + value).orElse(""));
    entry.base().ifPresent(value -> text.append(", before that ").append(value));
    entry.head().ifPresent(value -> text.append(", while ").append(value).append(" was agreed"));
    text.append("; ").append(decided(entry)).append(" (").append(entry.rule()).append(").");
    sentences.add(text.toString());
  }

  private static String decided(JournalEntry entry) {
    String decision = entry.decision();
    if (decision.startsWith(MERGED)) {
      return "both became " + decision.substring(MERGED.length());
    }
    if (decision.startsWith(ANOTHER)) {
      return "it became " + decision.substring(ANOTHER.length());
    }
    return switch (decision) {
      case "incoming" -> "its value was taken";
      case "head" -> "the agreed value stayed";
      case "hold" -> "it waits for a person";
      case "quarantine" -> "the write was refused";
      case "alive" -> "the record lives";
      case "deleted" -> "the record is deleted";
      default -> decision;
    };
  }

  private void standing(SystemId system, Standing standing) {
    String shown = standing.shown().map(value -> " shows " + value).orElse(" shows nothing");
    String why = standing.why().isEmpty() ? "" : ": " + standing.why();
    sentences.add(
        switch (standing.state()) {
          case AGREES -> system + " agrees.";
          case PENDING -> system + shown + "; a write is due.";
          case IN_FLIGHT -> system + shown + "; a write is under way.";
          case HELD -> system + shown + "; it waits for a person.";
          case QUARANTINED -> system + shown + "; it refused the write" + why + ".";
          case NOT_MAPPED -> system + " does not have it.";
        });
  }
}
