package io.syncline.operate;

import io.syncline.operate.InboxEntry.Conflict;
import io.syncline.operate.InboxEntry.Doubt;
import io.syncline.operate.InboxEntry.RefusedWrite;
import io.syncline.operate.InboxEntry.Rewound;
import io.syncline.operate.InboxEntry.Stopped;
import io.syncline.operate.InboxEntry.UnreadRow;
import java.util.Locale;

/** Entries in words, a line for each thing to look at. */
final class InboxText {

  private InboxText() {}

  static String of(Conflict entry) {
    StringBuilder text = begun(entry);
    text.append(entry.keys())
        .append(' ')
        .append(entry.field())
        .append(": ")
        .append(entry.id().system())
        .append(" shows ")
        .append(entry.incoming())
        .append(", agreed is ")
        .append(entry.head());
    entry.base().ifPresent(value -> text.append(", before it was ").append(value));
    entry
        .shown()
        .forEach(
            (system, value) -> text.append("\n  ").append(system).append(" shows ").append(value));
    return text.toString();
  }

  static String of(Doubt entry) {
    StringBuilder text = begun(entry);
    text.append(entry.id().key().orElseThrow())
        .append(" of ")
        .append(entry.id().system())
        .append(' ')
        .append(entry.row())
        .append(' ')
        .append(entry.why());
    entry
        .candidates()
        .forEach(
            each ->
                text.append("\n  may be record ")
                    .append(each.record().value())
                    .append(' ')
                    .append(each.keys())
                    .append(' ')
                    .append(each.head())
                    .append(String.format(Locale.ROOT, ", score %.2f", each.score())));
    entry.twins().forEach(twin -> text.append("\n  may be one with ").append(twin));
    return text.toString();
  }

  static String of(RefusedWrite entry) {
    StringBuilder text = begun(entry);
    text.append(entry.keys()).append(": ").append(entry.id().system()).append(" refuses");
    entry
        .fields()
        .forEach(
            (field, refusal) ->
                text.append("\n  ")
                    .append(field)
                    .append(" = ")
                    .append(refusal.value())
                    .append(": ")
                    .append(refusal.reason()));
    return text.toString();
  }

  static String of(UnreadRow entry) {
    StringBuilder text = begun(entry);
    text.append(entry.id().key().orElseThrow())
        .append(" of ")
        .append(entry.id().system())
        .append(" is not taken in: ")
        .append(entry.why());
    if (!entry.row().isEmpty()) {
      text.append("\n  it shows ").append(entry.row());
    }
    return text.toString();
  }

  static String of(Stopped entry) {
    return begun(entry)
        .append("of ")
        .append(entry.id().system())
        .append(" is left out: ")
        .append(entry.why())
        .toString();
  }

  static String of(Rewound entry) {
    return begun(entry)
        .append("of ")
        .append(entry.id().system())
        .append(" was restored or swapped: ")
        .append(entry.why())
        .append(entry.compared() ? "; it was compared since" : "; it is compared by the next run")
        .toString();
  }

  private static StringBuilder begun(InboxEntry entry) {
    return new StringBuilder().append(entry.id().entity()).append(' ');
  }
}
