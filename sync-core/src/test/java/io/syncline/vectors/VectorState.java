package io.syncline.vectors;

import io.syncline.model.SystemId;
import io.syncline.model.Version;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The state that a vector starts from. It is at rest: nothing is in flight, in doubt or held. */
final class VectorState {

  private final Notation notation;
  private final SystemId hub;

  VectorState(Notation notation, SystemId hub) {
    this.notation = notation;
    this.hub = hub;
  }

  RecordState read(JsonNode start) {
    Registers head = head(start.get("head"));
    List<Holding> holdings = new ArrayList<>();
    JsonNode systems = start.path("systems");
    systems
        .properties()
        .forEach(each -> holdings.add(holding(new SystemId(each.getKey()), each.getValue(), head)));
    holdings.sort((left, right) -> left.system().compareTo(right.system()));
    return new RecordState(head, Notation.clock(start.get("clock")), holdings, Map.of());
  }

  Registers head(JsonNode json) {
    Registers head = Registers.empty();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      JsonNode register = each.getValue();
      head =
          head.with(
              Notation.register(each.getKey()),
              new Register(
                  notation.value(each.getKey(), register.get("value")),
                  Notation.dot(register.get("dot")),
                  Notation.stamp(register.get("stamp"), hub)));
    }
    return head;
  }

  private Holding holding(SystemId system, JsonNode json, Registers head) {
    for (String empty : List.of("inFlight", "doubt", "held", "quarantine", "unconfirmed")) {
      if (!json.path(empty).isNull() && !json.path(empty).isEmpty()) {
        throw new IllegalArgumentException("must be empty at the start: " + empty);
      }
    }
    Registers own = Registers.empty();
    for (Map.Entry<String, JsonNode> each : json.get("registers").properties()) {
      String name = Notation.register(each.getKey());
      JsonNode dotJson = each.getValue().get("dot");
      @Nullable Dot dot = dotJson.isNull() ? null : Notation.dot(dotJson);
      Stamp stamp = dot == null ? Register.neverAlive(system).stamp() : stamp(head, name, dot);
      own =
          own.with(
              name,
              new Register(
                  notation.value(each.getKey(), each.getValue().get("shown")), dot, stamp));
    }
    Optional<Version> token = Notation.version(json.get("token"));
    return new Holding(
        system,
        own,
        token,
        0,
        json.get("readOwed").asBoolean(),
        0,
        Optional.empty(),
        Registers.empty(),
        Map.of(),
        Map.of(),
        Set.of());
  }

  /** The stamp of an event, which a vector writes at the head alone. */
  private static Stamp stamp(Registers head, String name, Dot dot) {
    Register same = head.get(name).orElseThrow();
    if (!dot.equals(same.dot())) {
      throw new IllegalArgumentException("must hold the head's dot at the start: dot=" + dot);
    }
    return same.stamp();
  }
}
