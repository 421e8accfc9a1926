package io.syncline.config;

import io.syncline.config.Place.Fields;
import io.syncline.config.Place.Named;
import io.syncline.engine.Retention;
import io.syncline.model.FieldType;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.Normaliser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entity. */
final class EntityReader {

  private final Vocabularies words;
  private final PolicyReader policies;
  private final FlowReader flows;

  EntityReader(Vocabularies words, Set<String> systems) {
    this.words = words;
    this.policies = new PolicyReader(words, systems);
    this.flows = new FlowReader(words);
  }

  EntityConfig read(String name, Place place) {
    Fields fields =
        place.fields(
            "fields",
            "groups",
            "matchOn",
            "twinsAreSeparate",
            "authority",
            "onConflict",
            "onFirstContact",
            "onDeleteConflict",
            "in",
            "retention");
    return new EntityConfig(
        name,
        fields.get("fields").map(this::fields).orElse(List.of()),
        fields.get("groups").map(EntityReader::groups).orElse(List.of()),
        fields.get("matchOn").map(this::matchOn).orElse(List.of()),
        fields.get("authority").map(EntityReader::texts).orElse(Map.of()),
        fields.get("onConflict").map(policies::conflicts).orElseGet(PolicyConfig::hold),
        fields.get("onFirstContact").map(policies::conflicts).orElseGet(PolicyConfig::hold),
        fields
            .get("onDeleteConflict")
            .map(policies::deletes)
            .orElseGet(DeletePolicy::holdForReview),
        fields.get("twinsAreSeparate").map(Place::flag).orElse(false),
        fields.get("in").map(this::flows).orElse(List.of()),
        fields.get("retention").map(EntityReader::retention).orElseGet(Retention::usual));
  }

  private static Retention retention(Place place) {
    Fields fields = place.fields("tombstones", "journal");
    Retention usual = Retention.usual();
    try {
      return new Retention(
          duration(fields, "tombstones").orElse(usual.tombstones()),
          duration(fields, "journal").orElse(usual.journal()));
    } catch (IllegalArgumentException e) {
      place.fault(String.valueOf(e.getMessage()));
      return usual;
    }
  }

  private static Optional<Duration> duration(Fields fields, String name) {
    return fields.get(name).flatMap(place -> place.value(Words::duration));
  }

  private List<FieldConfig> fields(Place place) {
    return place.entries().stream()
        .map(each -> new FieldConfig(each.name(), type(each.place())))
        .toList();
  }

  private FieldType type(Place place) {
    return words
        .types()
        .read(place.path(), place.text(), place.faults())
        .orElseGet(FieldType::text);
  }

  private static List<GroupConfig> groups(Place place) {
    return place.entries().stream()
        .map(each -> new GroupConfig(each.name(), each.place().texts()))
        .toList();
  }

  private static Map<String, String> texts(Place place) {
    Map<String, String> texts = new LinkedHashMap<>();
    place.entries().forEach(each -> texts.put(each.name(), each.place().text()));
    return texts;
  }

  /** Each item is a rule: a field, or a list of fields that must all be equal. */
  private List<CorrelationRule> matchOn(Place place) {
    List<CorrelationRule> rules = new ArrayList<>();
    for (Place item : place.items()) {
      Map<String, Normaliser> fields = new LinkedHashMap<>();
      for (Place each : item.items()) {
        match(each, fields);
      }
      if (!fields.isEmpty()) {
        rules.add(new CorrelationRule(fields));
      } else if (item.isList()) {
        item.fault("must name a field: fields=[]");
      }
    }
    return rules;
  }

  /** {@code email}, or {@code lower(email)} to compare a common form. */
  private void match(Place place, Map<String, Normaliser> fields) {
    String text = place.text().strip();
    if (!text.contains("(")) {
      fields.put(text, Normaliser.exact());
      return;
    }
    try {
      Call call = Call.parse(text);
      if (call.arguments().size() != 1) {
        place.fault("must normalise one field, as in lower(email): value=" + text);
        return;
      }
      Optional<Normaliser> normaliser =
          words.normalisers().read(place.path(), call.name(), place.faults());
      fields.put(call.arguments().get(0), normaliser.orElseGet(Normaliser::exact));
    } catch (IllegalArgumentException e) {
      place.fault(String.valueOf(e.getMessage()));
    }
  }

  private List<FlowConfig> flows(Place place) {
    List<FlowConfig> read = new ArrayList<>();
    for (Named each : place.entries()) {
      read.add(flows.read(each.name(), each.place()));
    }
    return read;
  }
}
