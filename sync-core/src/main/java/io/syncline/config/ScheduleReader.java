package io.syncline.config;

import io.syncline.config.Place.Fields;
import io.syncline.config.Place.Named;
import io.syncline.schedule.BlackOut;
import io.syncline.schedule.FlowSchedule.CatchUp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads when a hub runs by itself. */
final class ScheduleReader {

  private static final String NEVER = "never";

  private static final String[] OF_FLOWS = {
    "syncEvery", "syncAt", "sweepEvery", "sweepAt", "zone", "blackOuts", "catchUp", "jitter"
  };

  private static final String[] OF_HUB =
      Stream.concat(Stream.of(OF_FLOWS), Stream.of("flows", "stallAfter")).toArray(String[]::new);

  private ScheduleReader() {}

  static ScheduleConfig read(Place place) {
    Fields fields = place.fields(OF_HUB);
    Map<String, Map<String, FlowScheduleConfig>> flows = new LinkedHashMap<>();
    for (Named entity : fields.get("flows").map(Place::entries).orElse(List.of())) {
      Map<String, FlowScheduleConfig> systems = new LinkedHashMap<>();
      for (Named system : entity.place().entries()) {
        systems.put(system.name(), flow(system.place().fields(OF_FLOWS)));
      }
      flows.put(entity.name(), systems);
    }
    return new ScheduleConfig(flow(fields), flows, value(fields, "stallAfter", Words::duration));
  }

  private static FlowScheduleConfig flow(Fields fields) {
    return new FlowScheduleConfig(
        timetable(fields, "sync"),
        timetable(fields, "sweep"),
        fields.get("zone").map(Place::text),
        fields.get("blackOuts").map(Place::items).orElse(List.of()).stream()
            .flatMap(each -> blackOut(each).stream())
            .toList(),
        value(fields, "catchUp", text -> Words.symbol(CatchUp.class, text, "catchUp")),
        value(fields, "jitter", Words::duration));
  }

  private static Optional<TimetableConfig> timetable(Fields fields, String what) {
    Optional<Place> every = fields.get(what + "Every");
    Optional<Place> at = fields.get(what + "At");
    if (every.isPresent() && at.isPresent()) {
      at.get().fault("must not stand beside " + what + "Every: cron=" + at.get().text());
    }
    return every.isPresent()
        ? every.flatMap(place -> place.value(ScheduleReader::every))
        : at.map(place -> new TimetableConfig.At(place.text()));
  }

  private static TimetableConfig every(String text) {
    return text.equals(NEVER)
        ? new TimetableConfig.Never()
        : new TimetableConfig.Every(Words.duration(text));
  }

  private static Optional<BlackOutConfig> blackOut(Place place) {
    Fields fields = place.fields("begins", "lasts", "forbids");
    Optional<String> begins = fields.get("begins").map(Place::text);
    Optional<Duration> lasts = value(fields, "lasts", Words::duration);
    if (begins.isEmpty() || fields.get("lasts").isEmpty()) {
      place.fault("must say when it begins and how long it lasts: begins=" + begins.orElse(""));
    }
    BlackOut.Forbids forbids =
        value(fields, "forbids", text -> Words.symbol(BlackOut.Forbids.class, text, "forbids"))
            .orElse(BlackOut.Forbids.EVERYTHING);
    return begins.flatMap(cron -> lasts.map(time -> new BlackOutConfig(forbids, cron, time)));
  }

  private static <T> Optional<T> value(Fields fields, String name, Function<String, T> form) {
    return fields.get(name).flatMap(place -> place.value(form));
  }
}
