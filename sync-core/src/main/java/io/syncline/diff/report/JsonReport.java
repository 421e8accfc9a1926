package io.syncline.diff.report;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.Delta;
import io.syncline.diff.DiffSummary;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A report as JSON; see {@code docs/diff.md} for its form. */
final class JsonReport {

  /** Counts up when members change their meaning. */
  private static final int FORMAT = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;

  private JsonReport(JsonGenerator out) {
    this.out = out;
  }

  static String render(DiffReport report) {
    StringWriter writer = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), writer)) {
      new JsonReport(out).write(report);
    }
    return writer.toString();
  }

  private void write(DiffReport report) {
    DiffSummary summary = report.summary();
    out.writeStartObject();
    out.writeNumberProperty("format", FORMAT);
    side("left", report.left(), summary.leftRows());
    side("right", report.right(), summary.rightRows());
    out.writeObjectPropertyStart("way");
    out.writeStringProperty("name", summary.way().name());
    out.writeStringProperty("reason", summary.way().reason());
    out.writeEndObject();
    out.writeNumberProperty("inserts", summary.inserts());
    out.writeNumberProperty("updates", summary.updates());
    out.writeNumberProperty("deletes", summary.deletes());
    out.writeObjectPropertyStart("changedFields");
    summary.changedFields().forEach(out::writeNumberProperty);
    out.writeEndObject();
    out.writeNumberProperty("notShown", report.notShown());
    out.writeArrayPropertyStart("shown");
    report.shown().forEach(this::delta);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void side(String side, String name, long rows) {
    out.writeObjectPropertyStart(side);
    out.writeStringProperty("name", name);
    out.writeNumberProperty("rowsRead", rows);
    out.writeEndObject();
  }

  private void delta(Delta delta) {
    out.writeStartObject();
    out.writeStringProperty("kind", delta.kind().name().toLowerCase(Locale.ROOT));
    row("key", Optional.of(delta.key()));
    if (delta.kind() == ChangeKind.UPDATE) {
      out.writeArrayPropertyStart("fields");
      delta.fields().forEach(out::writeString);
      out.writeEndArray();
    }
    row("left", delta.left());
    row("right", delta.right());
    out.writeEndObject();
  }

  private void row(String name, Optional<Row> row) {
    row.ifPresent(
        each -> {
          out.writeObjectPropertyStart(name);
          each.forEach(this::member);
          out.writeEndObject();
        });
  }

  private void member(String name, Value value) {
    out.writeName(name);
    value(value);
  }

  private void value(Value value) {
    switch (value.kind()) {
      case NULL -> out.writeNull();
      case BOOLEAN -> out.writeBoolean(((Value.Bool) value).value());
      case INTEGER -> out.writeNumber(((Value.Int) value).value());
      case DECIMAL -> out.writeNumber(ShownText.number(((Value.Decimal) value).value()));
      case DOUBLE -> real(((Value.Real) value).value());
      case LIST -> array(((Value.Sequence) value).values());
      case SET -> array(((Value.SetOf) value).values());
      case STRUCT -> object(((Value.Struct) value).members());
      default -> out.writeString(value.toString());
    }
  }

  /** JSON has no word for what is no finite number. */
  private void real(double number) {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeString(Double.toString(number));
    }
  }

  private void array(Collection<Value> values) {
    out.writeStartArray();
    values.forEach(this::value);
    out.writeEndArray();
  }

  private void object(Map<String, Value> members) {
    out.writeStartObject();
    members.forEach(this::member);
    out.writeEndObject();
  }
}
