package io.syncline.http.budget;

import io.syncline.http.client.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock and a timer that move when told; what is due at once runs at once. */
final class Hand implements InstantSource, Timer {

  static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparing(Task::at));
  private Instant now = START;

  private record Task(Instant at, Runnable work) {}

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void after(Duration wait, Runnable task) {
    if (wait.isZero()) {
      task.run();
    } else {
      tasks.add(new Task(now.plus(wait), task));
    }
  }

  void move(Duration by) {
    Instant end = now.plus(by);
    while (!tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
      Task task = tasks.remove();
      now = task.at();
      task.work().run();
    }
    now = end;
  }

  void putBack(Duration by) {
    now = now.minus(by);
  }
}
