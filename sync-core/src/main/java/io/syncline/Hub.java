package io.syncline;

import io.syncline.config.Assembly;
import io.syncline.config.HubConfig;
import io.syncline.config.HubFile;
import io.syncline.engine.Conduct;
import io.syncline.engine.Deliveries;
import io.syncline.engine.Divergences;
import io.syncline.engine.FlowName;
import io.syncline.engine.Heartbeat;
import io.syncline.engine.HubHealth;
import io.syncline.engine.OpenStreams;
import io.syncline.engine.Plan;
import io.syncline.engine.Scheduler;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.engine.SyncReport;
import io.syncline.engine.Watchdog;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.operate.Approvals;
import io.syncline.operate.Explain;
import io.syncline.operate.Explanation;
import io.syncline.operate.Inbox;
import io.syncline.operate.Journal;
import io.syncline.operate.Pausing;
import io.syncline.operate.Repair;
import io.syncline.operate.TrackedFlows;
import io.syncline.operate.Verification;
import io.syncline.operate.Verify;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.InboundHandler;
import io.syncline.store.StoreView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps records in agreement across the systems that were declared to it. Thread-safe; runs one
 * thing at a time. Owns the adapters and the store, and closes them.
 *
 * <p>Where the store is shared, several instances of the hub may be open, each in a process of its
 * own. One works; the others stand by: they explain, verify and show the inbox, and refuse with a
 * {@link io.syncline.store.NotHolder} what would change the state.
 */
public final class Hub implements AutoCloseable {

  private static final int USUAL_WRITES = 20;

  private final HubConfig config;
  private final Assembly assembly;
  private final HubParts parts;
  private final SyncEngine engine;
  private final Optional<Heartbeat> heartbeat;
  private final Scheduler scheduler;
  private final Watchdog watchdog;
  private final Deliveries deliveries;
  private final OpenStreams streams;
  private boolean started;
  private boolean closed;

  private Hub(HubConfig config, Assembly assembly, HubParts parts) {
    this.config = config;
    this.assembly = assembly;
    this.parts = parts;
    this.engine =
        new SyncEngine(
            assembly.entities(),
            assembly.store(),
            parts.surroundings().context().clock(),
            new Conduct(
                config.limits(),
                parts.listener(),
                system -> incarnation(assembly, config, system),
                parts.instance(),
                assembly.schedule(),
                parts.overlap()));
    this.scheduler = new Scheduler(engine, config.hub(), assembly.schedule());
    this.watchdog =
        new Watchdog(engine, config.hub(), parts.listener(), assembly.schedule().stallAfter());
    this.heartbeat =
        assembly.store().isShared()
            ? Optional.of(new Heartbeat(engine, config.hub()))
            : Optional.empty();
    heartbeat.ifPresent(Heartbeat::start);
    watchdog.start();
    this.deliveries = new Deliveries(engine, scheduler, config.hub());
    this.streams = new OpenStreams(engine, scheduler, deliveries, config.hub());
  }

  /** A system that does not answer is known by its calls. */
  private static Optional<String> incarnation(
      Assembly assembly, HubConfig config, SystemId system) {
    Adapter adapter = assembly.adapters().get(system);
    try {
      return adapter == null ? Optional.empty() : adapter.incarnation(config.limits().call());
    } catch (AdapterException e) {
      return Optional.empty();
    }
  }

  public static HubBuilder builder() {
    return new HubBuilder();
  }

  /**
   * The hub that a YAML file declares, ready to be given what only code can give.
   *
   * @throws io.syncline.config.ConfigException naming every mistake of the file
   */
  public static HubBuilder from(Path file) {
    return new HubBuilder(HubFile.read(file));
  }

  /**
   * The hub of a declaration that was made or read before, such as by a {@link HubFile} with words
   * of the host's own, ready to be given what only code can give.
   */
  public static HubBuilder from(HubConfig declaration) {
    return new HubBuilder(declaration);
  }

  static Hub open(HubConfig config, HubParts parts) {
    Assembly assembly = Assembly.open(config, parts.surroundings());
    try {
      return new Hub(config, assembly, parts);
    } catch (RuntimeException e) {
      assembly.close();
      throw e;
    }
  }

  /**
   * What {@link #sync} would do now, with the first writes of each flow. Reads the systems; writes
   * nothing, anywhere.
   */
  public Plan preview() {
    return preview(USUAL_WRITES);
  }

  /**
   * The same with as many writes of each flow as are asked for. All of them are counted, and held
   * in memory while it runs.
   */
  public Plan preview(int writesPerFlow) {
    return engine.preview(writesPerFlow);
  }

  /** What guards hold until a person approves it. */
  public Approvals approvals() {
    return new Approvals(engine, assembly.store(), parts.surroundings().context().clock());
  }

  /** What must be installed in the systems for their changes to be followed. */
  public TrackedFlows tracking() {
    return new TrackedFlows(assembly.entities(), config.limits().call());
  }

  /**
   * Runs until nothing moves: takes in what changed, decides, writes, and does so again. A system
   * that fails is left out and named in the report. An instance that stands by does nothing, and
   * its report says for whom.
   */
  public SyncReport sync() {
    return engine.sync(false);
  }

  /** As {@link #sync}, but lists every dataset anew first, which finds what feeds do not tell. */
  public SyncReport sweep() {
    return engine.sync(true);
  }

  /**
   * Runs by itself from now on, by the declared schedule, on a thread of its own; every ten seconds
   * where none was declared. Listens to the systems that tell what changes on a connection that is
   * kept open, each on a thread of its own. An instance that stands by takes over once the one that
   * works gives no sign of life. Starting twice is no error.
   */
  public synchronized void start() {
    if (closed) {
      throw new IllegalStateException("must be open: hub=" + config.hub());
    }
    if (!started) {
      started = true;
      scheduler.start();
      streams.start();
    }
  }

  /**
   * Runs what is due by the schedule now, if anything is: for hosts that have threads of their own
   * and do not {@link #start}.
   *
   * @return when to call again, unless something is woken before
   */
  public Instant runDue() {
    return scheduler.runDue();
  }

  /**
   * Something changed at {@code system}, as a webhook or a message says: a started hub looks at it
   * now. Returns at once; many calls before that look are one. An instance that stands by looks
   * once it takes over.
   */
  public void wake(String entity, String system) {
    SyncEntity found = entity(entity);
    scheduler.wake(new FlowName(found.name(), found.flow(new SystemId(system)).system()));
  }

  /**
   * Answers what {@code system} sends by itself, webhooks and pushes: mount it in whatever server
   * the host has. What it answers with success is stored, and looked at by a started hub at once,
   * by any other in its next sync. An instance that stands by answers that it is to be sent again.
   *
   * @throws IllegalArgumentException where no dataset of the system is declared to be sent to us
   */
  public InboundHandler inbound(String system) {
    return deliveries.from(new SystemId(system));
  }

  /** Stops flows and systems, and lets them go on. */
  public Pausing pausing() {
    return new Pausing(engine);
  }

  /**
   * How the hub fares: what runs and since when, whether it stalls, what is paused, how each flow
   * does. Asks no system and waits for no run.
   */
  public HubHealth health() {
    return scheduler.health();
  }

  /** What the last run did; empty before one ended. */
  public Optional<SyncReport> lastRun() {
    return engine.last();
  }

  /**
   * Why the record that {@code system} knows as {@code key} looks as it does; empty where the hub
   * has none. Asks no system.
   *
   * @param key in text; parts of a composite key are joined by {@code |}
   */
  public Optional<Explanation> explain(String entity, String system, String key) {
    return new Explain(assembly.store())
        .explain(entity(entity), new SystemId(system), NativeKey.parse(key));
  }

  /**
   * Writes every decision about records of {@code entity} that is still kept, a JSON object per
   * line, by record and then by age. Asks no system.
   *
   * @return how many lines
   * @throws IOException where {@code out} throws it
   */
  public long exportJournal(String entity, Appendable out) throws IOException {
    return new Journal(assembly.store()).export(entity(entity), out);
  }

  /** All that waits for a person. */
  public Inbox inbox() {
    return new Inbox(engine, assembly.store());
  }

  /**
   * Forgets a system that is not declared for {@code entity} any more: its links, what it was
   * believed to hold, its place in the clocks. The agreed values stay; no system is written to for
   * that.
   *
   * @return how many records it was swept from
   */
  public long forget(String entity, String system) {
    return engine.forget(entity(entity), new SystemId(system));
  }

  /** Lists every system and compares what it shows with what was agreed. */
  public Verification verify(String entity) {
    return verifying().verify(entity(entity));
  }

  /** As {@link #verify}, and what to do about what it finds. */
  public Repair repair(String entity) {
    return verifying().repair(entity(entity));
  }

  /**
   * When the oldest difference without a reason that the last verification of the entity found was
   * found first; empty where it found none.
   */
  public Optional<Instant> oldestDivergence(String entity) {
    try (StoreView view = assembly.store().view()) {
      return Divergences.oldest(view, entity(entity));
    }
  }

  private Verify verifying() {
    return new Verify(engine, assembly.store(), config.limits(), parts.listener());
  }

  private SyncEntity entity(String name) {
    List<SyncEntity> entities = assembly.entities();
    return entities.stream()
        .filter(entity -> entity.name().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + entities.stream().map(SyncEntity::name).toList()
                        + ": entity="
                        + name));
  }

  /** Ends the threads, then the adapters and the store. Closing twice is no error. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    engine.close();
    scheduler.awaitEnd(SyncEngine.CLOSE_GRACE);
    watchdog.awaitEnd(SyncEngine.CLOSE_GRACE);
    streams.close(SyncEngine.CLOSE_GRACE);
    deliveries.awaitEnd(SyncEngine.CLOSE_GRACE);
    heartbeat.ifPresent(beating -> beating.awaitEnd(SyncEngine.CLOSE_GRACE));
    assembly.close();
  }
}
