package io.syncline.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.SystemId;
import io.syncline.plan.Planned;
import io.syncline.plan.Planner;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.Decision;
import io.syncline.reconcile.Event;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.Step;
import io.syncline.reconcile.WriteResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Replays the history of one record and compares the whole state after each step. */
final class RecordReplay {

  private static final SystemId HUB = new SystemId("hub");

  private final JsonNode vector;
  private final Notation notation;
  private final Reconciler reconciler;
  private final Planner planner;
  private final VectorEvents texts;
  private final Expected expected;
  private final Keys expectedKeys = new Keys();
  private final Keys actualKeys = new Keys();
  private final Map<String, Long> reads = new HashMap<>();
  private RecordState state;
  private long count;

  RecordReplay(JsonNode vector) {
    this.vector = vector;
    this.notation = new Notation(vector.get("config").get("fields"));
    Rules rules = VectorRules.of(vector.get("config"), HUB);
    this.reconciler = new Reconciler(rules);
    this.planner = new Planner(rules);
    this.texts = new VectorEvents(notation);
    this.expected = new Expected(notation, HUB);
    this.state = new VectorState(notation, HUB).read(vector.get("start"));
    expected.change(vector.get("start"));
  }

  void run() {
    compare("start", expected.texts(), Flat.of(state, reconciler), "");
    int index = 0;
    for (JsonNode step : vector.get("steps")) {
      String at = "step " + ++index + " " + step.get("do").asString() + " ";
      step(at + step.path("system").asString(""), step);
    }
  }

  private void step(String at, JsonNode step) {
    JsonNode expect = step.get("expect");
    List<Event> events = take(at, step);
    assertThat(texts.actual(events))
        .as(name(at + ": events"))
        .isEqualTo(texts.expected(expect.path("events")));
    expected.change(expect.path("changes"));
    compare(at, expected.texts(), Flat.of(state, reconciler), step.path("system").asString(""));
  }

  private List<Event> take(String at, JsonNode step) {
    SystemId system = Notation.system(step.get("system"));
    switch (step.get("do").asString()) {
      case "startRead" -> reads.put(step.get("read").asString(), count);
      case "plan" -> plan(at, system, step.get("expect").path("planned").path("write"));
      case "retry" -> state = reconciler.retry(state, system);
      case "observe" -> {
        return after(reconciler.observe(state, system, observation(step), ++count));
      }
      case "outcome" -> {
        return after(reconciler.outcome(state, system, result(step), ++count));
      }
      case "resolve" -> {
        String register = Notation.register(step.get("register").asString());
        return after(reconciler.resolve(state, system, register, decision(step)));
      }
      default -> throw new IllegalArgumentException("must be a known step: " + at);
    }
    return List.of();
  }

  private List<Event> after(Step step) {
    state = step.state();
    return step.events();
  }

  private void plan(String at, SystemId system, JsonNode write) {
    Planned planned = planner.plan(state, system, ++count);
    state = planned.state();
    Expected wanted = new Expected(notation, HUB);
    wanted.write(write);
    compare(at + ": write", wanted.texts(), Flat.of(planned.write()), system.name());
  }

  private Observation observation(JsonNode step) {
    JsonNode values = step.get("values");
    Observation observation =
        values.isNull() ? Observation.gone() : Observation.of(notation.row(values));
    if (Notation.version(step.path("version")).isPresent()) {
      observation = observation.version(Notation.version(step.path("version")).get());
    }
    if (step.hasNonNull("read")) {
      Long began = reads.get(step.get("read").asString());
      observation = observation.read(began == null ? 0 : began);
    }
    return step.hasNonNull("time")
        ? observation.timeMicros(step.get("time").asLong())
        : observation;
  }

  private WriteResult result(JsonNode step) {
    return switch (step.get("is").asString()) {
      case "Applied" ->
          new WriteResult.Applied(
              Notation.version(step.path("token")),
              step.hasNonNull("shown")
                  ? Optional.of(notation.row(step.get("shown")))
                  : Optional.empty());
      case "Stale" -> new WriteResult.Stale();
      case "Missing" -> new WriteResult.Missing();
      case "Duplicate" -> new WriteResult.Duplicate();
      case "Rejected" -> new WriteResult.Rejected("refused", registers(step));
      case "Unavailable" -> new WriteResult.Unavailable();
      case "Unknown" -> new WriteResult.Unknown();
      default -> throw new IllegalArgumentException("must be a known outcome: " + step);
    };
  }

  private static Set<String> registers(JsonNode step) {
    Set<String> names = new HashSet<>();
    step.path("registers").forEach(each -> names.add(Notation.register(each.asString())));
    return names;
  }

  private Decision decision(JsonNode step) {
    JsonNode seen = step.get("seen");
    Choice choice =
        switch (step.get("choice").asString()) {
          case "head" -> Choice.head();
          case "incoming" -> Choice.incoming();
          default ->
              Choice.another(notation.value(step.get("register").asString(), step.get("value")));
        };
    return new Decision(
        choice,
        Notation.dot(seen.get("head")),
        Notation.dot(seen.get("incoming")),
        seen.hasNonNull("clock")
            ? Optional.of(Notation.clock(seen.get("clock")))
            : Optional.empty(),
        step.hasNonNull("time")
            ? OptionalLong.of(step.get("time").asLong())
            : OptionalLong.empty());
  }

  private void compare(
      String at, Map<String, String> wanted, Map<String, String> found, String system) {
    Map<String, String> want = expectedKeys.rename(wanted, system);
    Map<String, String> have = actualKeys.rename(found, system);
    if (want.equals(have)) {
      return;
    }
    TreeSet<String> paths = new TreeSet<>(want.keySet());
    paths.addAll(have.keySet());
    List<String> differences = new ArrayList<>();
    for (String path : paths) {
      String expect = want.getOrDefault(path, "nothing");
      String actual = have.getOrDefault(path, "nothing");
      if (!expect.equals(actual)) {
        differences.add(path + ": expected " + expect + " but was " + actual);
      }
    }
    throw new AssertionError(name(at) + "\n  " + String.join("\n  ", differences));
  }

  private String name(String at) {
    return "vector " + vector.get("name").asString() + ", " + at;
  }
}
