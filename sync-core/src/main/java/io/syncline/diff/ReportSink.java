package io.syncline.diff;

import java.util.ArrayList;
import java.util.List;

/** Keeps the first deltas. */
final class ReportSink implements DeltaConsumer {

  private final int most;
  private final List<Delta> shown = new ArrayList<>();

  ReportSink(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("must be >= 0: most=" + most);
    }
    this.most = most;
  }

  @Override
  public void accept(Delta delta) {
    if (shown.size() < most) {
      shown.add(delta.keep());
    }
  }

  @Override
  public void restart(OutOfOrder broken) {
    shown.clear();
  }

  List<Delta> shown() {
    return shown;
  }
}
