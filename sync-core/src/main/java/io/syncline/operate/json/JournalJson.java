package io.syncline.operate.json;

import io.syncline.json.JsonValues;
import io.syncline.model.Value;
import io.syncline.store.JournalEntry;
import io.syncline.version.Dot;
import java.io.StringWriter;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Journal entries as JSON, one object each; {@code docs/journal.md} says its form. */
public final class JournalJson {

  private static final JsonFactory JSON = new JsonFactory();

  private JournalJson() {}

  /** One entry on one line, without a line end. */
  public static String of(JournalEntry entry) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      write(out, entry);
    }
    return text.toString();
  }

  static void write(JsonGenerator out, JournalEntry entry) {
    JsonValues values = new JsonValues(out);
    out.writeStartObject();
    out.writeStringProperty("at", entry.at().toString());
    out.writeNumberProperty("record", entry.record().value());
    out.writeStringProperty("kind", entry.kind());
    out.writeStringProperty("system", entry.system().name());
    if (!entry.register().isEmpty()) {
      out.writeStringProperty("field", entry.register());
    }
    value(values, "base", entry.base());
    value(values, "agreed", entry.head());
    dot(out, "agreedEvent", entry.headDot());
    value(values, "incoming", entry.incoming());
    dot(out, "incomingEvent", entry.incomingDot());
    out.writeStringProperty("decision", entry.decision());
    out.writeStringProperty("rule", entry.rule());
    out.writeEndObject();
  }

  private static void value(JsonValues values, String name, Optional<Value> value) {
    value.ifPresent(each -> values.member(name, each));
  }

  /** Such as {@code crm:7}. */
  private static void dot(JsonGenerator out, String name, Optional<Dot> dot) {
    dot.ifPresent(
        each -> out.writeStringProperty(name, each.system().name() + ":" + each.counter()));
  }
}
