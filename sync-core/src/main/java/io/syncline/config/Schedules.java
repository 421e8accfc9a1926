package io.syncline.config;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.schedule.BlackOut;
import io.syncline.schedule.Cron;
import io.syncline.schedule.FlowSchedule;
import io.syncline.schedule.HubSchedule;
import io.syncline.schedule.Timetable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a schedule of its declaration; whatever does not fit is a fault. */
final class Schedules {

  private static final String PATH = "schedule";

  private final HubConfig hub;
  private final Faults faults;

  private Schedules(HubConfig hub, Faults faults) {
    this.hub = hub;
    this.faults = faults;
  }

  /** The schedule; where there are faults, one that must not be used. */
  static HubSchedule of(HubConfig hub, Faults faults) {
    return new Schedules(hub, faults).hub();
  }

  private HubSchedule hub() {
    ScheduleConfig config = hub.schedule();
    int before = faults.count();
    FlowSchedule standard = flow(PATH, config.standard(), FlowScheduleConfig.none());
    boolean sound = faults.count() == before;
    HubSchedule schedule =
        HubSchedule.of(standard)
            .withFlows(flows(config, sound ? config.standard() : FlowScheduleConfig.none()));
    return config
        .stallAfter()
        .flatMap(time -> attempt(PATH + ".stallAfter", () -> schedule.withStallAfter(time)))
        .orElse(schedule);
  }

  private Map<EntityName, Map<SystemId, FlowSchedule>> flows(
      ScheduleConfig config, FlowScheduleConfig standard) {
    Map<EntityName, Map<SystemId, FlowSchedule>> flows = new HashMap<>();
    config
        .flows()
        .forEach(
            (entity, systems) ->
                systems.forEach(
                    (system, own) -> {
                      String path = PATH + ".flows." + entity + "." + system;
                      FlowSchedule made = flow(path, own, standard);
                      if (isFlow(path, entity, system)) {
                        flows
                            .computeIfAbsent(new EntityName(entity), name -> new HashMap<>())
                            .put(new SystemId(system), made);
                      }
                    }));
    return flows;
  }

  /** Whether it is declared, under names that are sound: what is not is a fault here or there. */
  private boolean isFlow(String path, String entity, String system) {
    List<String> entities = hub.entities().stream().map(EntityConfig::name).toList();
    if (!entities.contains(entity)) {
      faults.unknown(path, entities, "entity", entity);
      return false;
    }
    List<String> systems =
        hub.entities().stream()
            .filter(each -> each.name().equals(entity))
            .flatMap(each -> each.flows().stream())
            .map(FlowConfig::system)
            .toList();
    if (!systems.contains(system)) {
      faults.unknown(path, systems, "system", system);
      return false;
    }
    return Names.fault(() -> new EntityName(entity)).isEmpty()
        && Names.fault(() -> new SystemId(system)).isEmpty();
  }

  private FlowSchedule flow(String path, FlowScheduleConfig own, FlowScheduleConfig inherited) {
    ZoneId zone = zone(path, own.zone().or(inherited::zone));
    FlowSchedule standard = FlowSchedule.standard();
    List<BlackOut> blackOuts = blackOuts(PATH, inherited.blackOuts(), zone);
    blackOuts.addAll(blackOuts(path, own.blackOuts(), zone));
    FlowSchedule schedule =
        standard
            .withChanges(
                timetable(path + ".sync", own.sync().or(inherited::sync), zone)
                    .orElse(standard.changes()))
            .withSweep(
                timetable(path + ".sweep", own.sweep().or(inherited::sweep), zone)
                    .orElse(standard.sweep()))
            .withBlackOuts(blackOuts)
            .withCatchUp(own.catchUp().or(inherited::catchUp).orElse(standard.catchUp()));
    return own.jitter()
        .or(inherited::jitter)
        .flatMap(most -> attempt(path + ".jitter", () -> schedule.withJitter(most)))
        .orElse(schedule);
  }

  private List<BlackOut> blackOuts(String path, List<BlackOutConfig> configs, ZoneId zone) {
    List<BlackOut> blackOuts = new ArrayList<>();
    for (int i = 0; i < configs.size(); i++) {
      BlackOutConfig each = configs.get(i);
      String at = path + ".blackOuts[" + i + "]";
      Optional<Cron> cron = attempt(at + ".begins", () -> Cron.of(each.begins()));
      Timetable.At begins = new Timetable.At(cron.orElseGet(() -> Cron.of("* * * * *")), zone);
      attempt(at + ".lasts", () -> new BlackOut(each.forbids(), begins, each.lasts()))
          .ifPresent(blackOuts::add);
    }
    return blackOuts;
  }

  private Optional<Timetable> timetable(
      String path, Optional<TimetableConfig> config, ZoneId zone) {
    if (config.isEmpty()) {
      return Optional.empty();
    }
    if (config.get() instanceof TimetableConfig.Every every) {
      return attempt(path + "Every", () -> Timetable.every(every.interval()));
    }
    return config.get() instanceof TimetableConfig.At at
        ? attempt(path + "At", () -> Timetable.at(Cron.of(at.cron()), zone))
        : Optional.of(Timetable.never());
  }

  private ZoneId zone(String path, Optional<String> name) {
    return name.flatMap(text -> attempt(path + ".zone", () -> zone(text))).orElse(ZoneOffset.UTC);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a time zone such as Asia/Shanghai: zone=" + name, e);
    }
  }

  private <T> Optional<T> attempt(String path, Supplier<T> made) {
    try {
      return Optional.of(made.get());
    } catch (IllegalArgumentException e) {
      faults.at(path, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
