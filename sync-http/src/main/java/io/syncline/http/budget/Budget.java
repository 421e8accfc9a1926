package io.syncline.http.budget;

import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.LimitsSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Some limits under one name, which a service may pause. Guarded as {@link Gate} is. */
final class Budget {

  private final LimitsSpec.Budget spec;
  private final List<Gate> gates;
  private Instant pausedUntil = Instant.MIN;

  Budget(LimitsSpec.Budget spec) {
    this.spec = spec;
    gates = spec.limits().stream().map(Gate::of).toList();
  }

  String key() {
    return spec.key();
  }

  boolean isOfOneCall() {
    return spec.match().isPresent();
  }

  boolean covers(Call call) {
    return spec.covers(call);
  }

  /** As {@link Gate#opens}, of all its gates. */
  Instant opens(Demand demand, Instant now) {
    Instant opens = pausedUntil;
    for (Gate gate : gates) {
      Instant each = gate.opens(demand, now);
      opens = each.isAfter(opens) ? each : opens;
    }
    return opens;
  }

  void begun(Demand demand, Instant now) {
    gates.forEach(gate -> gate.begun(demand, now));
  }

  void ended(Demand demand, Instant begun) {
    gates.forEach(gate -> gate.ended(demand, begun));
  }

  /** As {@link Gate#told}. */
  void told(Usage usage, Demand demand, Instant sent, Optional<Instant> date, Instant now) {
    gates.forEach(gate -> gate.told(usage, demand, sent, date, now));
  }

  void pause(Instant until) {
    pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
  }
}
