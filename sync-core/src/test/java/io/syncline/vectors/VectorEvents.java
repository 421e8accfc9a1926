package io.syncline.vectors;

import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.Event;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Events as texts, sorted: those that happened and those that a vector expects. */
final class VectorEvents {

  private static final SystemId HUB = new SystemId("hub");

  private final Notation notation;

  VectorEvents(Notation notation) {
    this.notation = notation;
  }

  List<String> actual(List<Event> events) {
    return events.stream().map(VectorEvents::text).sorted().toList();
  }

  List<String> expected(JsonNode events) {
    return VectorFile.elements(events).stream().map(this::text).sorted().toList();
  }

  private static String text(Event event) {
    String kind =
        event instanceof Event.DeleteConflict
            ? "conflict"
            : event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String about = event.about().map(name -> " " + Notation.name(name)).orElse("");
    return event.system() + about + " " + kind + detail(event);
  }

  private static String detail(Event event) {
    if (event instanceof Event.FastForward each) {
      return " " + each.dot();
    } else if (event instanceof Event.Agreement each) {
      return " " + each.dot();
    } else if (event instanceof Event.ReCreated each) {
      return " " + each.dot();
    } else if (event instanceof Event.GivesWay each) {
      return " " + each.dot();
    } else if (event instanceof Event.HeldAgain each) {
      return " " + Flat.text(each.incoming()) + " " + each.dot();
    } else if (event instanceof Event.Resolved each) {
      Choice choice = each.choice();
      return choice instanceof Choice.Head
          ? " head"
          : choice instanceof Choice.Incoming ? " incoming" : " value";
    } else if (event instanceof Event.Conflict each) {
      return conflict(each.base(), each.head(), each.incoming(), decision(each.decision()));
    } else if (event instanceof Event.DeleteConflict each) {
      boolean incomingWins =
          (each.decision() instanceof DeleteResolution.DeleteWins)
              == (each.incoming().value() == Life.DELETED);
      String decision =
          each.decision() instanceof DeleteResolution.Hold
              ? "hold"
              : incomingWins ? "incoming" : "head";
      Optional<Value> base = Optional.of(Life.ALIVE);
      return conflict(base, each.head(), each.incoming(), decision)
          + " "
          + Flat.text(each.registers());
    }
    return "";
  }

  private static String conflict(
      Optional<Value> base, Register head, Register incoming, String decision) {
    return " base="
        + Flat.text(base.orElse(Value.NULL))
        + " head="
        + side(head.value(), head.event().toString(), head.stamp())
        + " incoming="
        + side(incoming.value(), incoming.event().toString(), incoming.stamp())
        + " -> "
        + decision;
  }

  private static String side(Value value, String dot, Stamp stamp) {
    return Flat.text(value) + "@" + dot + "@" + stamp;
  }

  private static String decision(Resolution decision) {
    if (decision instanceof Resolution.Merged merged) {
      return "merged " + Flat.text(merged.value());
    }
    return decision instanceof Resolution.TakeIncoming
        ? "incoming"
        : decision instanceof Resolution.KeepHead ? "head" : "hold";
  }

  private String text(JsonNode event) {
    String kind = event.get("kind").asString();
    String register = event.path("register").asString("");
    List<String> parts = new ArrayList<>();
    parts.add(event.get("system").asString());
    if (!register.isEmpty()) {
      parts.add(register);
    }
    parts.add(kind);
    switch (kind) {
      case "conflict" -> parts.add(conflict(event, register));
      case "held-again" -> {
        parts.add(Flat.text(notation.value(register, event.get("incoming"))));
        parts.add(event.get("dot").asString());
      }
      case "resolved" -> parts.add(event.get("choice").asString());
      case "fast-forward", "agreement", "re-created", "gives-way" ->
          parts.add(event.get("dot").asString());
      default -> {}
    }
    return String.join(" ", parts);
  }

  private String conflict(JsonNode event, String register) {
    JsonNode decision = event.get("decision");
    String decided =
        decision.has("merged")
            ? "merged " + Flat.text(notation.value(register, decision.get("merged")))
            : decision.asString();
    String registers =
        event.has("registers")
            ? " "
                + Flat.text(
                    VectorFile.elements(event.get("registers")).stream()
                        .map(JsonNode::asString)
                        .toList())
            : "";
    return "base="
        + Flat.text(notation.value(register, event.get("base")))
        + " head="
        + side(register, event.get("head"))
        + " incoming="
        + side(register, event.get("incoming"))
        + " -> "
        + decided
        + registers;
  }

  private String side(String register, JsonNode json) {
    return side(
        notation.value(register, json.get("value")),
        json.get("dot").asString(),
        Notation.stamp(json.get("stamp"), HUB));
  }
}
