package io.syncline.config;

import io.syncline.config.Place.Fields;
import io.syncline.config.Place.Named;
import io.syncline.engine.HubLimits;
import io.syncline.spi.Settings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the whole file. */
final class HubReader {

  private final Vocabularies words;

  HubReader(Vocabularies words) {
    this.words = words;
  }

  HubConfig read(Place place, Path folder) {
    Fields fields =
        place.fields("hub", "state", "systems", "blobs", "entities", "limits", "schedule");
    List<SystemConfig> systems = fields.get("systems").map(HubReader::systems).orElse(List.of());
    Set<String> names = new LinkedHashSet<>();
    systems.forEach(system -> names.add(system.id()));
    EntityReader entities = new EntityReader(words, names);
    return new HubConfig(
        fields.get("hub").map(Place::text).orElse(HubConfig.DEFAULT_HUB),
        folder,
        fields.get("state").map(HubReader::state),
        systems,
        fields.get("blobs").map(HubReader::blobs).orElse(List.of()),
        fields.get("entities").map(Place::entries).orElse(List.of()).stream()
            .map(each -> entities.read(each.name(), each.place()))
            .toList(),
        fields.get("limits").map(HubReader::limits).orElseGet(HubLimits::defaults),
        fields.get("schedule").map(ScheduleReader::read).orElseGet(ScheduleConfig::none));
  }

  private static StateConfig state(Place place) {
    Fields fields = place.fields("type", "settings");
    return new StateConfig(type(place, fields), settings(fields));
  }

  private static List<SystemConfig> systems(Place place) {
    return place.entries().stream().map(HubReader::system).toList();
  }

  private static SystemConfig system(Named each) {
    Fields fields = each.place().fields("type", "settings");
    return new SystemConfig(
        each.name(), new AdapterConfig.Typed(type(each.place(), fields), settings(fields)));
  }

  private static List<BlobStoreConfig> blobs(Place place) {
    return place.entries().stream().map(HubReader::blobStore).toList();
  }

  private static BlobStoreConfig blobStore(Named each) {
    Fields fields = each.place().fields("type", "settings");
    return new BlobStoreConfig(each.name(), type(each.place(), fields), settings(fields));
  }

  private static String type(Place place, Fields fields) {
    String type = fields.get("type").map(Place::text).orElse("");
    if (type.isBlank()) {
      place.fault("must have a type: type=");
    }
    return type;
  }

  private static Settings settings(Fields fields) {
    return Settings.of(fields.get("settings").map(Place::flat).orElse(Map.of()));
  }

  private static HubLimits limits(Place place) {
    Fields fields =
        place.fields(
            "readRows",
            "intakeRows",
            "writeRows",
            "call",
            "wait",
            "rounds",
            "absentShare",
            "absentRows");
    HubLimits limits = HubLimits.defaults();
    Limit limit = new Limit(fields);
    try {
      return new HubLimits(
          limit.of("readRows", Words::integer, limits.readRows()),
          limit.of("intakeRows", Words::integer, limits.intakeRows()),
          limit.of("writeRows", Words::integer, limits.writeRows()),
          limit.of("call", Words::duration, limits.call()),
          limit.of("wait", Words::duration, limits.waiting()),
          limit.of("rounds", Words::integer, limits.rounds()),
          limit.of("absentShare", Words::share, limits.absentShare()),
          limit.of("absentRows", Words::integer, limits.absentRows()));
    } catch (IllegalArgumentException e) {
      place.fault(String.valueOf(e.getMessage()));
      return limits;
    }
  }

  /** Reads single limits, in place of their defaults. */
  private record Limit(Fields fields) {

    <T> T of(String name, Function<String, T> form, T otherwise) {
      return fields.get(name).flatMap(place -> place.value(form)).orElse(otherwise);
    }
  }
}
