package io.syncline.http.budget;

import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.LimitsSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Some limits under one name, which a service may pause. Guarded as {@link Gate} is. */
final class Budget {

  private final LimitsSpec.Budget spec;
  private final List<Gate> gates;
  private final List<SharedGate> shared;
  private Instant pausedUntil = Instant.MIN;

  /**
   * @param gates those of this process
   * @param shared those of all processes
   */
  Budget(LimitsSpec.Budget spec, List<Gate> gates, List<SharedGate> shared) {
    this.spec = spec;
    this.gates = gates;
    this.shared = shared;
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

  /** As {@link Gate#opens}, of its gates of this process. */
  Instant opens(Demand demand, Instant now) {
    Instant opens = pausedUntil;
    for (Gate gate : gates) {
      Instant each = gate.opens(demand, now);
      opens = each.isAfter(opens) ? each : opens;
    }
    return opens;
  }

  /** The same of those of all processes: only for a call that nothing else holds up. */
  Instant opensForAll(Demand demand, Instant now) {
    Instant opens = now;
    for (SharedGate gate : shared) {
      Instant each = gate.opens(demand, now);
      opens = each.isAfter(opens) ? each : opens;
    }
    return opens;
  }

  /** When to try again, where nobody answers who keeps an account of it; else empty. */
  Optional<Instant> away(Demand demand, Instant now) {
    return shared.stream()
        .flatMap(gate -> gate.away(demand, now).stream())
        .max(Comparator.naturalOrder());
  }

  void begun(Demand demand, Instant now) {
    gates.forEach(gate -> gate.begun(demand, now));
    shared.forEach(gate -> gate.begun(demand, now));
  }

  void ended(Demand demand, Instant begun) {
    gates.forEach(gate -> gate.ended(demand, begun));
  }

  /** As {@link Gate#told}. */
  void told(Usage usage, Demand demand, Instant sent, Optional<Instant> date, Instant now) {
    gates.forEach(gate -> gate.told(usage, demand, sent, date, now));
  }

  void pause(Instant until, Instant now) {
    pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    shared.forEach(gate -> gate.pause(until, now));
  }

  void close() {
    shared.forEach(SharedGate::close);
  }
}
