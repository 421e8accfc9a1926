package io.syncline.http.budget;

import io.syncline.http.manifest.LimitsSpec;
import java.time.Instant;

/** So many calls are under way at once. */
final class ConcurrencyGate implements Gate {

  private final int limit;
  private final int readLimit;
  private int all;
  private int reads;

  ConcurrencyGate(LimitsSpec.Concurrent concurrent) {
    limit = concurrent.calls();
    readLimit = Gate.share(concurrent.calls(), concurrent.readsPercent());
  }

  @Override
  public Instant opens(Demand demand, Instant now) {
    boolean room = all < limit && (demand.use() == Use.WRITE || reads < readLimit);
    return room ? now : UNTOLD;
  }

  @Override
  public void begun(Demand demand, Instant now) {
    count(demand, 1);
  }

  @Override
  public void ended(Demand demand, Instant begun) {
    count(demand, -1);
  }

  private void count(Demand demand, int more) {
    all += more;
    if (demand.use() == Use.READ) {
      reads += more;
    }
  }
}
