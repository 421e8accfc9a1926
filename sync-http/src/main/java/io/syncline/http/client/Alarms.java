package io.syncline.http.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says when something lasts too long. Nearly every alarm is called off before its time, so neither
 * setting one nor calling it off wakes a thread: only the nearest of all times is waited for, and
 * where nothing is due then, the next one. Thread-safe.
 */
final class Alarms {

  private static final Alarms SHARED = new Alarms(Timer.shared());

  private final Timer timer;
  private final NavigableSet<Alarm> pending = new TreeSet<>();
  private long numbers;

  /** What is waited for; null: nothing is. */
  private @Nullable Deadline awaited;

  /**
   * One of them.
   *
   * @param number tells apart those of one time
   * @param task short; waits for nothing
   */
  record Alarm(Deadline at, long number, Runnable task) implements Comparable<Alarm> {

    @Override
    public int compareTo(Alarm other) {
      int times = at.compareTo(other.at);
      return times == 0 ? Long.compare(number, other.number) : times;
    }
  }

  Alarms(Timer timer) {
    this.timer = timer;
  }

  /** Those of all adapters. */
  static Alarms shared() {
    return SHARED;
  }

  synchronized Alarm set(Duration wait, Runnable task) {
    Alarm alarm = new Alarm(Deadline.in(wait), numbers++, task);
    pending.add(alarm);
    await(alarm.at());
    return alarm;
  }

  /** It does not ring any more, unless it is just about to. */
  synchronized void callOff(Alarm alarm) {
    pending.remove(alarm);
  }

  private void await(Deadline at) {
    if (awaited == null || at.compareTo(awaited) < 0) {
      awaited = at;
      timer.after(at.remaining(), () -> due(at).forEach(alarm -> alarm.task().run()));
    }
  }

  /** Nothing, where something nearer was awaited since. */
  private synchronized List<Alarm> due(Deadline at) {
    List<Alarm> due = new ArrayList<>();
    if (awaited == null || !awaited.equals(at)) {
      return due;
    }
    awaited = null;
    while (!pending.isEmpty() && pending.first().at().isOver()) {
      due.add(pending.pollFirst());
    }
    if (!pending.isEmpty()) {
      await(pending.first().at());
    }
    return due;
  }
}
