package io.syncline.diff.report;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.Delta;
import io.syncline.diff.DiffSummary;
import io.syncline.json.JsonValues;
import io.syncline.model.Row;
import java.io.StringWriter;
import java.util.Locale;
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
  private final JsonValues values;

  private JsonReport(JsonGenerator out) {
    this.out = out;
    this.values = new JsonValues(out);
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
    row.ifPresent(each -> values.member(name, each));
  }
}
