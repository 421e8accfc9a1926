package io.syncline.engine;

import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.EventStream;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the flows whose systems tell what changes on a connection that is kept open, each on a
 * thread of its own, named after the hub and the flow. What they name is stored, as what is sent to
 * us; after each connection the flow is looked at once, since something may have been missed.
 * Connects again after a while that doubles where connections do not last. An instance that stands
 * by does not listen.
 */
public final class OpenStreams {

  private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** For what names no delivery by an id, where the flow is not sent to us besides. */
  private static final Duration NO_WINDOW = Duration.ofMinutes(10);

  private final SyncEngine engine;
  private final Scheduler scheduler;
  private final Deliveries deliveries;
  private final List<Thread> threads = new ArrayList<>();

  /** Prepares the threads, which may be none. */
  public OpenStreams(SyncEngine engine, Scheduler scheduler, Deliveries deliveries, String hub) {
    this.engine = engine;
    this.scheduler = scheduler;
    this.deliveries = deliveries;
    for (SyncEntity entity : engine.entities()) {
      for (Flow flow : entity.flows().values()) {
        FlowName name = new FlowName(entity.name(), flow.system());
        flow.dataset()
            .eventStream()
            .ifPresent(stream -> threads.add(thread(hub, name, new Ear(name, flow, stream))));
      }
    }
  }

  private static Thread thread(String hub, FlowName flow, Ear ear) {
    Thread thread = new Thread(ear::loop, "syncline-" + hub + "-stream-" + flow);
    thread.setDaemon(true);
    return thread;
  }

  public void start() {
    if (!threads.isEmpty()) {
      deliveries.start();
      threads.forEach(Thread::start);
    }
  }

  /** Ends all connections, after the engine was closed; false where one did not end in time. */
  public boolean close(Duration grace) {
    threads.forEach(Thread::interrupt);
    boolean ended = true;
    for (Thread thread : threads) {
      ended &= Waiting.endedWithin(thread, grace);
    }
    return ended;
  }

  /** Listens to one flow. */
  private final class Ear implements EventStream.Listener {

    private final FlowName name;
    private final EventStream stream;
    private final boolean readable;
    private final Duration window;
    private final RetryDelay delay = new RetryDelay(FIRST, LONGEST);
    private Duration pause = delay.next();

    Ear(FlowName name, Flow flow, EventStream stream) {
      this.name = name;
      this.stream = stream;
      this.readable = flow.dataset().pointReader().isPresent();
      this.window =
          flow.dataset().inboundReceiver().map(InboundReceiver::replayWindow).orElse(NO_WINDOW);
    }

    void loop() {
      boolean open = !engine.isClosed();
      while (open) {
        Duration wait = standsBy() ? engine.instance().beat() : listen();
        open = engine.waitUntil(engine.clock().instant().plus(wait));
      }
    }

    private boolean standsBy() {
      return engine.last().flatMap(SyncReport::standBy).isPresent();
    }

    /** Until the connection ends; how long to wait with the next one. */
    private Duration listen() {
      Instant began = engine.clock().instant();
      try {
        stream.listen(this);
      } catch (AdapterException.Cancelled e) {
        LOG.debug("{}: {}", name, e.getMessage());
      } catch (AdapterException.ReadThrottled e) {
        LOG.debug("{}: {}", name, e.getMessage());
        Duration asked = Duration.between(engine.clock().instant(), e.until());
        return asked.isNegative() ? Duration.ZERO : asked;
      } catch (AdapterException e) {
        LOG.warn("{}: its stream of events ended: {}", name, e.getMessage());
      } catch (RuntimeException e) { // whatever it was, it must be heard again
        LOG.error("{}: its stream of events failed", name, e);
      }
      Duration lasted = Duration.between(began, engine.clock().instant());
      if (lasted.compareTo(pause) > 0) {
        delay.succeeded();
        pause = delay.next();
      }
      Duration wait = pause;
      pause = delay.next();
      return wait;
    }

    @Override
    public void connected() {
      scheduler.wake(name);
    }

    @Override
    public boolean told(List<Change> changes) {
      if (standsBy()) {
        return false;
      }
      if (changes.isEmpty() || !readable) {
        scheduler.wake(name);
        return true;
      }
      Received received = new Received(InboundResponse.OK, Optional.empty(), changes);
      return deliveries.store(List.of(Delivery.of(name, received, window)));
    }
  }
}
