package io.syncline.operate;

import io.syncline.engine.SyncEntity;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.operate.Explanation.FieldExplanation;
import io.syncline.operate.Explanation.Standing;
import io.syncline.operate.Explanation.Standing.State;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Explains records out of the store alone; no system is asked. */
public final class Explain {

  private final StateStore store;

  public Explain(StateStore store) {
    this.store = store;
  }

  /** Empty where no record is linked to the key, or was before it moved to another. */
  public Optional<Explanation> explain(SyncEntity entity, SystemId system, NativeKey key) {
    entity.flow(system);
    try (StoreView view = store.view()) {
      return new Lookup(entity, view)
          .record(system, key)
          .map(record -> explain(entity, record, view));
    }
  }

  private static Explanation explain(SyncEntity entity, StoredRecord record, StoreView view) {
    List<FieldExplanation> fields = new ArrayList<>();
    record
        .state()
        .head()
        .forEach((name, register) -> fields.add(field(entity, record.state(), name, register)));
    TreeMap<SystemId, NativeKey> keys = new TreeMap<>();
    record.links().forEach((system, link) -> keys.put(system, link.key()));
    return new Explanation(
        entity.name().name(),
        keys,
        record.state().alive(),
        fields,
        view.journal(entity.name(), record.id()));
  }

  private static FieldExplanation field(
      SyncEntity entity, RecordState state, String name, Register register) {
    TreeMap<SystemId, Standing> standing = new TreeMap<>();
    for (SystemId system : entity.flows().keySet()) {
      standing.put(system, standing(entity, state, system, name, register));
    }
    long micros = register.stamp().timeMicros();
    Optional<Instant> editedAt =
        micros == 0 ? Optional.empty() : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    return new FieldExplanation(
        Names.of(name), register.value(), register.event(), editedAt, standing);
  }

  private static Standing standing(
      SyncEntity entity, RecordState state, SystemId system, String name, Register agreed) {
    if (!name.equals(Registers.LIFE)
        && !entity.flow(system).mapping().mappedFields().contains(name)) {
      return new Standing(Optional.empty(), State.NOT_MAPPED, "");
    }
    Holding holding = state.holding(system).orElseGet(() -> Holding.unlinked(system));
    Optional<Value> shown = holding.registers().get(name).map(Register::value);
    if (holding.held().containsKey(name)) {
      return new Standing(shown, State.HELD, "waits for a decision");
    }
    if (holding.registers().get(name).map(Register::dot).equals(Optional.of(agreed.event()))) {
      return new Standing(shown, State.AGREES, "");
    }
    if (holding.quarantine().containsKey(name)) {
      return new Standing(shown, State.QUARANTINED, holding.quarantine().get(name).reason());
    }
    boolean inFlight = holding.inFlight().map(write -> write.registers().has(name)).orElse(false);
    return new Standing(shown, inFlight ? State.IN_FLIGHT : State.PENDING, "");
  }
}
