package io.syncline.vectors;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.HeldConflict;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Precondition;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Registers;
import io.syncline.version.VersionVector;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A state as paths and texts, in the shape of the vectors, so that differences can be named. */
final class Flat {

  private final TreeMap<String, String> texts = new TreeMap<>();

  static Map<String, String> of(RecordState state, Reconciler reconciler) {
    Flat flat = new Flat();
    flat.head(state.head());
    flat.clock(state.clock());
    for (var system : reconciler.rules().systems()) {
      SystemId id = system.system();
      Holding holding = state.holding(id).orElseGet(() -> Holding.unlinked(id));
      flat.holding("systems." + id, holding);
      flat.texts.put("systems." + id + ".settled", Boolean.toString(reconciler.settled(state, id)));
    }
    return flat.texts;
  }

  static Map<String, String> ofHead(RecordState state) {
    Flat flat = new Flat();
    flat.head(state.head());
    flat.clock(state.clock());
    return flat.texts;
  }

  static Map<String, String> of(Optional<InFlight> write) {
    Flat flat = new Flat();
    write.ifPresent(each -> flat.inFlight("write", each));
    return flat.texts;
  }

  static String text(Value value) {
    return value.kind() + " " + value;
  }

  static String text(Collection<String> names) {
    return new TreeSet<>(names.stream().map(Notation::name).toList()).toString();
  }

  static String text(Optional<Version> version) {
    return version.map(Version::toString).orElse("none");
  }

  private void head(Registers head) {
    head.forEach(
        (name, register) -> {
          String path = "head." + Notation.name(name);
          texts.put(path + ".value", text(register.value()));
          texts.put(path + ".dot", String.valueOf(register.dot()));
          texts.put(path + ".stamp", register.stamp().toString());
        });
  }

  private void clock(VersionVector clock) {
    clock.counters().forEach((system, counter) -> texts.put("clock." + system, counter.toString()));
  }

  private void holding(String path, Holding holding) {
    holding
        .registers()
        .forEach(
            (name, register) -> {
              String at = path + ".registers." + Notation.name(name);
              texts.put(at + ".shown", text(register.value()));
              texts.put(at + ".dot", String.valueOf(register.dot()));
            });
    texts.put(path + ".token", text(holding.token()));
    texts.put(path + ".readOwed", Boolean.toString(holding.readOwed()));
    holding.inFlight().ifPresent(write -> inFlight(path + ".inFlight", write));
    texts.put(path + ".doubt", text(holding.doubt().names()));
    texts.put(path + ".unconfirmed", text(holding.unconfirmed()));
    holding
        .quarantine()
        .forEach(
            (name, rejected) ->
                texts.put(path + ".quarantine." + Notation.name(name), rejected.dot().toString()));
    holding.held().forEach((name, held) -> held(path + ".held." + Notation.name(name), held));
  }

  private void held(String path, HeldConflict held) {
    texts.put(path + ".base", text(held.base().orElse(Value.NULL)));
    texts.put(path + ".incoming", text(held.incoming()));
    texts.put(path + ".dot", held.dot().toString());
  }

  private void inFlight(String path, InFlight write) {
    texts.put(path + ".kind", write.kind().name().toLowerCase(Locale.ROOT));
    texts.put(path + ".write", Long.toString(write.number()));
    texts.put(path + ".unknown", Boolean.toString(write.unknown()));
    write
        .registers()
        .forEach(
            (name, register) -> {
              String at = path + ".registers." + Notation.name(name);
              texts.put(at + ".value", text(register.value()));
              texts.put(at + ".dot", String.valueOf(register.dot()));
            });
    write.precondition().match(new Conditions(path + ".precondition"));
  }

  private final class Conditions implements Precondition.Cases<Boolean> {

    private final String path;

    Conditions(String path) {
      this.path = path;
    }

    @Override
    public Boolean token(Precondition.Token precondition) {
      texts.put(path + ".token", text(Optional.of(precondition.version())));
      return true;
    }

    @Override
    public Boolean values(Precondition.Values precondition) {
      Row shown = precondition.shown();
      texts.put(path + ".values", text(shown.names()));
      shown.forEach((name, value) -> texts.put(path + ".values." + name, text(value)));
      return true;
    }

    @Override
    public Boolean absent(Precondition.Absent precondition) {
      texts.put(path + ".absent", "true");
      return true;
    }
  }
}
