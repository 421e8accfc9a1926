package io.syncline.config;

import io.syncline.config.Place.Fields;
import io.syncline.config.Place.Named;
import io.syncline.mapping.Direction;
import io.syncline.mapping.Lens;
import io.syncline.mapping.Lenses;
import io.syncline.plan.Guards;
import io.syncline.reconcile.SystemRules.Scope;
import io.syncline.spi.DatasetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one entity in one system. */
final class FlowReader {

  private static final String FEED = "feed";

  private final Vocabularies words;

  FlowReader(Vocabularies words) {
    this.words = words;
  }

  FlowConfig read(String system, Place place) {
    Fields fields =
        place.fields(
            "dataset", "key", "map", "everyFieldByName", FEED, "options", "guards", "only");
    Map<String, String> options = new TreeMap<>();
    fields.get(FEED).ifPresent(feed -> feed(feed, options));
    fields.get("options").map(Place::flat).ifPresent(options::putAll);
    DatasetSpec dataset =
        DatasetSpec.of(fields.get("dataset").map(Place::text).orElse(""))
            .withKey(fields.get("key").map(Place::texts).orElse(List.of()).toArray(String[]::new))
            .withOptions(options);
    return new FlowConfig(
        system,
        dataset,
        fields.get("map").map(this::map).orElse(List.of()),
        fields.get("everyFieldByName").map(Place::flag).orElse(false),
        fields.get("guards").map(GuardsReader::read).orElseGet(Guards::usual),
        fields.get("only").map(FieldScope::read).orElseGet(Scope::all));
  }

  /** {@code polling(updated_at)} is short for the options feed=polling and feed.column=... */
  private static void feed(Place place, Map<String, String> options) {
    if (!place.isMapping()) {
      options.putAll(called(place));
      return;
    }
    place
        .flat()
        .forEach((name, text) -> options.put(name.equals("type") ? FEED : FEED + "." + name, text));
  }

  private static Map<String, String> called(Place place) {
    try {
      Call call = Call.parse(place.text());
      if (call.arguments().size() > 1) {
        place.fault("must have one column, or be a mapping: value=" + place.text());
      }
      return call.arguments().isEmpty()
          ? Map.of(FEED, call.name())
          : Map.of(FEED, call.name(), FEED + ".column", call.arguments().get(0));
    } catch (IllegalArgumentException e) {
      place.fault(String.valueOf(e.getMessage()));
      return Map.of();
    }
  }

  private List<MapConfig> map(Place place) {
    List<MapConfig> map = new ArrayList<>();
    for (Named each : place.entries()) {
      Place at = each.place().as(place.path() + "[" + map.size() + "]");
      map.add(
          at.isMapping()
              ? longForm(each.name(), at)
              : new MapConfig(each.name(), at.text(), Lenses.identity(), Optional.empty()));
    }
    return map;
  }

  private MapConfig longForm(String field, Place place) {
    Fields fields = place.fields("native", "lens", "direction");
    return new MapConfig(
        field,
        fields.get("native").map(Place::text).orElse(field),
        fields.get("lens").map(this::lens).orElseGet(Lenses::identity),
        fields.get("direction").flatMap(FlowReader::direction));
  }

  /** One lens, or several, the one nearest to the system first. */
  private Lens lens(Place place) {
    Optional<Lens> lens = Optional.empty();
    for (Place each : place.items()) {
      Optional<Lens> next = words.lenses().read(each.path(), each.text(), place.faults());
      Optional<Lens> before = lens;
      lens =
          next.map(found -> before.map(first -> first.then(found)).orElse(found)).or(() -> before);
    }
    return lens.orElseGet(Lenses::identity);
  }

  private static Optional<Direction> direction(Place place) {
    try {
      return Optional.of(Words.symbol(Direction.class, place.text(), "direction"));
    } catch (IllegalArgumentException e) {
      place.fault(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
