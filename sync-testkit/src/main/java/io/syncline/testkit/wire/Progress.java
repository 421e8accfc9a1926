package io.syncline.testkit.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How far one connection is towards a fault. Guarded by its wire. */
final class Progress {

  final Optional<WireFault> fault;
  final int calms;
  boolean striking;
  private int textsSent;
  private String tail = "";
  private long passed;

  Progress(Optional<WireFault> fault, int calms) {
    this.fault = fault;
    this.calms = calms;
  }

  /** How many of these bytes pass before the fault strikes; more than all: it does not strike. */
  int free(Direction direction, byte[] bytes, int length) {
    if (fault.isEmpty() || fault.get().effect == WireFault.Effect.REFUSE) {
      return length + 1;
    }
    WireFault awaited = fault.get();
    boolean ready = textsSent == awaited.sent.size();
    if (!ready && direction == Direction.REQUEST) {
      look(awaited, bytes, length);
    }
    if (!ready || direction != awaited.direction) {
      return length + 1;
    }
    if (striking) {
      return 0;
    }
    long before = passed;
    passed += length;
    return passed >= Math.max(1, awaited.afterBytes)
        ? (int) (awaited.afterBytes - before)
        : length + 1;
  }

  /** A text may be split over what is read at a time. */
  private void look(WireFault awaited, byte[] bytes, int length) {
    String seen = tail + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    while (textsSent < awaited.sent.size()) {
      String text = awaited.sent.get(textsSent);
      int at = seen.indexOf(text);
      if (at < 0) {
        tail = seen.substring(Math.max(0, seen.length() - text.length() + 1));
        return;
      }
      textsSent++;
      seen = seen.substring(at + text.length());
    }
  }
}
