package io.syncline.http.budget;

import io.syncline.http.manifest.LimitsSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Only so many calls may last long: while they do, none begins. */
final class LongCallsGate implements Gate {

  private final Duration over;
  private final int limit;
  private final int readLimit;
  private final List<UnderWay> underWay = new ArrayList<>();

  private record UnderWay(Use use, Instant begun) {}

  LongCallsGate(LimitsSpec.LongCalls longCalls) {
    over = longCalls.over();
    limit = longCalls.calls();
    readLimit = Gate.share(longCalls.calls(), longCalls.readsPercent());
  }

  @Override
  public Instant opens(Demand demand, Instant now) {
    Instant latest = now.minus(over);
    List<UnderWay> lasting =
        underWay.stream().filter(each -> !each.begun().isAfter(latest)).toList();
    long reads = lasting.stream().filter(each -> each.use() == Use.READ).count();
    boolean room = lasting.size() < limit && (demand.use() == Use.WRITE || reads < readLimit);
    return room ? now : UNTOLD;
  }

  @Override
  public void begun(Demand demand, Instant now) {
    underWay.add(new UnderWay(demand.use(), now));
  }

  @Override
  public void ended(Demand demand, Instant begun) {
    underWay.remove(new UnderWay(demand.use(), begun));
  }
}
