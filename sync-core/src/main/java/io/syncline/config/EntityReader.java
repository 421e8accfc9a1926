package io.syncline.config;

import io.syncline.config.Place.Fields;
import io.syncline.config.Place.Named;
import io.syncline.engine.Retention;
import io.syncline.model.FieldType;
import io.syncline.reconcile.policy.DeletePolicy;
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
  private final MatchReader matches;

  EntityReader(Vocabularies words, Set<String> systems) {
    this.words = words;
    this.policies = new PolicyReader(words, systems);
    this.flows = new FlowReader(words);
    this.matches = new MatchReader(words);
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
        fields.get("matchOn").map(matches::rules).orElse(List.of()),
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

  private List<FlowConfig> flows(Place place) {
    List<FlowConfig> read = new ArrayList<>();
    for (Named each : place.entries()) {
      read.add(flows.read(each.name(), each.place()));
    }
    return read;
  }
}
