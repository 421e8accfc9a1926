package io.syncline.operate.json;

import io.syncline.engine.Counted;
import io.syncline.engine.FlowName;
import io.syncline.engine.Plan;
import io.syncline.json.JsonValues;
import io.syncline.plan.Guarded;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A plan as a JSON document; {@code docs/plans.md} says its form. */
public final class PlanJson {

  /** Counts up when members change their meaning. */
  private static final int FORMAT = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;
  private final JsonValues values;

  private PlanJson(JsonGenerator out) {
    this.out = out;
    this.values = new JsonValues(out);
  }

  public static String of(Plan plan) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      new PlanJson(out).write(plan);
    }
    return text.toString();
  }

  private void write(Plan plan) {
    out.writeStartObject();
    out.writeNumberProperty("format", FORMAT);
    out.writeStringProperty("at", plan.at().toString());
    out.writeArrayPropertyStart("flows");
    plan.counts().flows().forEach(this::flow);
    out.writeEndArray();
    out.writeArrayPropertyStart("guarded");
    plan.guarded().forEach(this::guarded);
    out.writeEndArray();
    out.writeArrayPropertyStart("writes");
    plan.writes().forEach(this::write);
    out.writeEndArray();
    out.writeArrayPropertyStart("decisions");
    plan.decisions().forEach(each -> JournalJson.write(out, each));
    out.writeEndArray();
    out.writeObjectPropertyStart("failures");
    plan.failures().forEach((system, why) -> out.writeStringProperty(system.name(), why));
    out.writeEndObject();
    out.writeEndObject();
  }

  private void flow(FlowName flow, Map<Counted, Long> counts) {
    out.writeStartObject();
    out.writeStringProperty("entity", flow.entity().name());
    out.writeStringProperty("system", flow.system().name());
    counts.forEach(
        (what, count) -> out.writeNumberProperty(what.name().toLowerCase(Locale.ROOT), count));
    out.writeEndObject();
  }

  private void guarded(Guarded part) {
    out.writeStartObject();
    out.writeStringProperty("entity", part.entity().name());
    out.writeStringProperty("system", part.system().name());
    out.writeStringProperty("risk", part.risk().words());
    out.writeNumberProperty("count", part.count());
    out.writeNumberProperty("linked", part.linked());
    out.writeStringProperty("limit", part.limit().toString());
    out.writeEndObject();
  }

  private void write(Plan.PlannedWrite write) {
    out.writeStartObject();
    out.writeStringProperty("entity", write.entity().name());
    out.writeStringProperty("system", write.system().name());
    out.writeStringProperty("kind", write.kind().name().toLowerCase(Locale.ROOT));
    write.key().ifPresent(key -> out.writeStringProperty("key", key.toString()));
    values.member("fields", write.fields());
    out.writeEndObject();
  }
}
