package io.syncline.http.budget;

import io.syncline.http.manifest.LimitsSpec;
import java.time.Instant;

/** So many calls begin within a period. */
final class RateGate implements Gate {

  private final Window all;
  private final Window reads;

  RateGate(LimitsSpec.Rate rate) {
    all = new Window(rate.calls(), rate.per());
    reads = new Window(Gate.share(rate.calls(), rate.readsPercent()), rate.per());
  }

  @Override
  public Instant opens(Demand demand, Instant now) {
    Instant opens = all.opens(demand.cost(), now);
    if (demand.use() == Use.WRITE) {
      return opens;
    }
    Instant forReads = reads.opens(demand.cost(), now);
    return forReads.isAfter(opens) ? forReads : opens;
  }

  @Override
  public void begun(Demand demand, Instant now) {
    all.add(demand.cost(), now);
    if (demand.use() == Use.READ) {
      reads.add(demand.cost(), now);
    }
  }

  @Override
  public void ended(Demand demand, Instant begun) {}
}
