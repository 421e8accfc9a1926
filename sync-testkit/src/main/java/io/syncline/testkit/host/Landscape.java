package io.syncline.testkit.host;

import io.syncline.config.AdapterConfig;
import io.syncline.config.Assembly;
import io.syncline.config.EntityConfig;
import io.syncline.config.FieldConfig;
import io.syncline.config.FlowConfig;
import io.syncline.config.HubConfig;
import io.syncline.config.MapConfig;
import io.syncline.config.Surroundings;
import io.syncline.config.SystemConfig;
import io.syncline.engine.SyncEntity;
import io.syncline.mapping.Direction;
import io.syncline.mapping.EntityMapping;
import io.syncline.model.SystemId;
import io.syncline.spi.AdapterContext;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import io.syncline.testkit.host.SimulatorBuilder.TableName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The systems of a declaration, simulated: each dataset is a table of the columns it is mapped to.
 */
final class Landscape {

  private final HubConfig declaration;
  private final InstantSource clock;
  private final Map<String, MemorySystem> systems = new LinkedHashMap<>();
  private final Map<TableName, MemoryTable> tables = new LinkedHashMap<>();
  private final List<SimulatedFlow> flows = new ArrayList<>();

  private Landscape(HubConfig declaration, InstantSource clock) {
    this.declaration = declaration;
    this.clock = clock;
    declaration.systems().forEach(each -> systems.put(each.id(), new MemorySystem(clock)));
  }

  /** Throws what the declaration has of mistakes. */
  static Landscape of(
      HubConfig declaration,
      InstantSource clock,
      Map<TableName, UnaryOperator<TableShape>> shapes) {
    Landscape landscape = new Landscape(declaration, clock);
    landscape.makeTables(shapes);
    landscape.readMappings();
    return landscape;
  }

  private void makeTables(Map<TableName, UnaryOperator<TableShape>> shapes) {
    Map<TableName, Set<String>> columns = new LinkedHashMap<>();
    Map<TableName, UnaryOperator<TableShape>> keys = new LinkedHashMap<>();
    for (EntityConfig entity : declaration.entities()) {
      for (FlowConfig flow : entity.flows()) {
        TableName name = new TableName(flow.system(), flow.dataset().name());
        requireOneKeyField(entity, flow);
        columns.computeIfAbsent(name, each -> new LinkedHashSet<>()).addAll(columns(entity, flow));
        keys.put(name, shape -> keyed(shape, entity, flow));
      }
    }
    columns.forEach(
        (name, own) -> {
          UnaryOperator<TableShape> keyed = keys.getOrDefault(name, UnaryOperator.identity());
          UnaryOperator<TableShape> usual =
              shape -> keyed.apply(shape).columns(own.toArray(String[]::new)).tellsTime();
          UnaryOperator<TableShape> wanted = shapes.getOrDefault(name, UnaryOperator.identity());
          if (systems.containsKey(name.system())) {
            tables.put(
                name,
                system(name.system())
                    .table(
                        name.dataset(),
                        shape -> wanted.apply(usual.apply(shape)).onlyTheseColumns()));
          }
        });
    requireTables(shapes.keySet());
  }

  private static void requireOneKeyField(EntityConfig entity, FlowConfig flow) {
    List<String> key = flow.dataset().key();
    if (key.size() > 1) {
      throw new IllegalArgumentException(
          "must be one field in a simulation: entities."
              + (entity.name() + ".in." + flow.system())
              + (".key=" + key));
    }
  }

  private void requireTables(Set<TableName> named) {
    for (TableName name : named) {
      if (!tables.containsKey(name)) {
        throw new IllegalArgumentException("must be one of " + tables.keySet() + ": table=" + name);
      }
    }
  }

  private static TableShape keyed(TableShape shape, EntityConfig entity, FlowConfig flow) {
    String key = SimulatedFlow.key(flow);
    boolean written =
        byName(entity, flow).contains(key)
            || flow.map().stream()
                .filter(map -> map.nativeField().equals(key))
                .anyMatch(map -> map.direction().map(Direction::isCreated).orElse(true));
    return written ? shape.callerKey(key) : shape.assignedKey(key);
  }

  private static List<String> columns(EntityConfig entity, FlowConfig flow) {
    List<String> columns = new ArrayList<>(byName(entity, flow));
    flow.map().forEach(map -> columns.add(map.nativeField()));
    columns.remove(SimulatedFlow.key(flow));
    return columns;
  }

  /** The fields that are mapped to the native field of the same name, unsaid. */
  private static List<String> byName(EntityConfig entity, FlowConfig flow) {
    List<String> mapped = flow.map().stream().map(MapConfig::field).toList();
    return entity.fields().stream()
        .map(FieldConfig::name)
        .filter(field -> flow.everyFieldByName() && !mapped.contains(field))
        .toList();
  }

  /** As a hub is assembled, so that fields and types are tied together as they are there. */
  private void readMappings() {
    Surroundings host =
        new Surroundings(
            Optional.of(StateStore.inMemory()), AdapterContext.of(clock), List.of(), List.of());
    try (Assembly assembly = Assembly.open(simulated(), host)) {
      for (int i = 0; i < declaration.entities().size(); i++) {
        addFlows(declaration.entities().get(i), assembly.entities().get(i));
      }
    }
  }

  private void addFlows(EntityConfig entity, SyncEntity assembled) {
    for (FlowConfig flow : entity.flows()) {
      EntityMapping mapping = assembled.flow(new SystemId(flow.system())).mapping();
      flows.add(
          new SimulatedFlow(entity, flow, mapping, table(flow.system(), flow.dataset().name())));
    }
  }

  /** The declaration, over the simulated systems. */
  HubConfig simulated() {
    return declaration.over(
        declaration.systems().stream()
            .map(each -> new SystemConfig(each.id(), new AdapterConfig.Given(system(each.id()))))
            .toList());
  }

  private MemorySystem system(String id) {
    return Optional.ofNullable(systems.get(id)).orElseThrow();
  }

  MemoryTable table(String system, String dataset) {
    MemoryTable table = tables.get(new TableName(system, dataset));
    if (table == null) {
      throw new IllegalArgumentException(
          "must be one of " + tables.keySet() + ": table=" + new TableName(system, dataset));
    }
    return table;
  }

  List<MemoryTable> tables() {
    return List.copyOf(tables.values());
  }

  List<SimulatedFlow> flows() {
    return Collections.unmodifiableList(flows);
  }

  /** The flows of one entity. */
  List<SimulatedFlow> flows(String entity) {
    return flows.stream().filter(flow -> flow.entity().name().equals(entity)).toList();
  }

  List<EntityConfig> entities() {
    return declaration.entities();
  }

  /** Where a reference in one system leads. */
  Optional<SimulatedFlow> flow(String entity, String system) {
    return flows(entity).stream().filter(flow -> flow.system().equals(system)).findFirst();
  }
}
