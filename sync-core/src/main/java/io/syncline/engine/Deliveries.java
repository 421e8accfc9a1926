package io.syncline.engine;

import io.syncline.model.SystemId;
import io.syncline.spi.InboundHandler;
import io.syncline.store.NotHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what systems send, on a thread of its own, named after the hub. All that comes while one
 * transaction commits goes into the next, so that many share the cost of one. Waits for no run; a
 * preview, which keeps its transaction open, is waited for no longer than for {@link #LONGEST}.
 * Thread-safe.
 */
public final class Deliveries {

  /** How long a request waits until it is stored; then its sender is to send it again. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final int GROUP = 1000;
  private static final int WAITING = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final SyncEngine engine;
  private final Scheduler scheduler;
  private final DeliveryNotes notes = new DeliveryNotes();
  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private boolean started;

  /** Prepares the thread, which begins with the first who has something to store. */
  public Deliveries(SyncEngine engine, Scheduler scheduler, String hub) {
    this.engine = engine;
    this.scheduler = scheduler;
    this.thread = new Thread(this::loop, "syncline-" + hub + "-inbound");
    this.thread.setDaemon(true);
  }

  /**
   * Answers what one system sends.
   *
   * @throws IllegalArgumentException where no dataset of the system has a receiver
   */
  public InboundHandler from(SystemId system) {
    Inbound handler = new Inbound(system, engine.entities(), this);
    start();
    return handler;
  }

  /** Begins to store. Starting twice is no error. */
  synchronized void start() {
    if (!started) {
      started = true;
      thread.start();
    }
  }

  /**
   * Waits until it is stored, all of it at once.
   *
   * @return false where it was not in time, or could not be; it may be stored later nevertheless
   */
  boolean store(List<Delivery> deliveries) {
    Entry entry = new Entry(deliveries, new CompletableFuture<>());
    if (engine.isClosed() || !queue.offer(entry)) {
      return false;
    }
    try {
      return entry.stored.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("must end with an answer", e);
    }
  }

  /** Waits for the thread to end after its engine was closed; false when it did not in time. */
  public boolean awaitEnd(Duration grace) {
    // Wakes the thread; where the queue is full, it is awake.
    queue.offer(new Entry(List.of(), new CompletableFuture<>()));
    return Waiting.endedWithin(thread, grace);
  }

  private void loop() {
    while (!engine.isClosed()) {
      List<Entry> group = new ArrayList<>();
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        return; // nobody but a host that ends all threads does that
      }
      queue.drainTo(group, GROUP - 1);
      Commit all = commit(group);
      for (Entry entry : group) { // one that cannot be stored is to hold up no other
        boolean again = all == Commit.FAILED && group.size() > 1;
        entry.stored.complete((again ? commit(List.of(entry)) : all) == Commit.DONE);
      }
    }
    queue.forEach(entry -> entry.stored.complete(false));
  }

  private Commit commit(List<Entry> group) {
    List<Delivery> deliveries = group.stream().flatMap(entry -> entry.deliveries.stream()).toList();
    try {
      if (!deliveries.isEmpty()) {
        engine.deliver(
            transaction -> notes.save(transaction, deliveries, engine.clock().instant()));
        Set<FlowName> flows =
            deliveries.stream().map(Delivery::flow).collect(Collectors.toUnmodifiableSet());
        scheduler.named(flows);
      }
      return Commit.DONE;
    } catch (NotHolder e) {
      LOG.debug("what was sent is refused: {}", e.getMessage());
      return Commit.REFUSED;
    } catch (RuntimeException e) { // whatever it was, the next ones may be stored
      LOG.error("what was sent could not be stored", e);
      return Commit.FAILED;
    }
  }

  private enum Commit {
    DONE,
    /** By the store, of an instance that stands by. */
    REFUSED,
    FAILED
  }

  /** What one request said. */
  private record Entry(List<Delivery> deliveries, CompletableFuture<Boolean> stored) {}
}
