package io.syncline;

import io.syncline.config.Assembly;
import io.syncline.config.HubConfig;
import io.syncline.config.HubFile;
import io.syncline.engine.Preview;
import io.syncline.engine.Schedule;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncEntity;
import io.syncline.engine.SyncReport;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.operate.Conflicts;
import io.syncline.operate.Explain;
import io.syncline.operate.Explanation;
import io.syncline.operate.Verification;
import io.syncline.operate.Verify;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps records in agreement across the systems that were declared to it. Thread-safe; runs one
 * thing at a time. Owns the adapters and the store, and closes them.
 */
public final class Hub implements AutoCloseable {

  /** How long {@link #close} waits for a run under way. */
  public static final Duration CLOSE_GRACE = Duration.ofSeconds(30);

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  private final HubConfig config;
  private final Assembly assembly;
  private final HubParts parts;
  private final SyncEngine engine;
  private Optional<Schedule> schedule = Optional.empty();
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
            config.limits(),
            parts.listener());
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

  static Hub open(HubConfig config, HubParts parts) {
    Assembly assembly = Assembly.open(config, parts.surroundings());
    try {
      return new Hub(config, assembly, parts);
    } catch (RuntimeException e) {
      assembly.close();
      throw e;
    }
  }

  /** What {@link #sync} would do now. Reads the systems; writes nothing, anywhere. */
  public Preview preview() {
    return engine.preview();
  }

  /**
   * Runs until nothing moves: takes in what changed, decides, writes, and does so again. A system
   * that fails is left out and named in the report.
   */
  public SyncReport sync() {
    return engine.sync(false);
  }

  /** As {@link #sync}, but lists every dataset anew first, which finds what feeds do not tell. */
  public SyncReport sweep() {
    return engine.sync(true);
  }

  /**
   * Runs by itself from now on, at the declared intervals, on a thread of its own; every ten
   * seconds where none was declared. Starting twice is no error.
   */
  public synchronized void start() {
    if (closed) {
      throw new IllegalStateException("must be open: hub=" + config.hub());
    }
    if (schedule.isEmpty()) {
      Schedule started =
          new Schedule(
              engine,
              config.hub(),
              config.schedule().syncEvery().orElse(DEFAULT_INTERVAL),
              config.schedule().sweepEvery());
      started.start();
      schedule = Optional.of(started);
    }
  }

  /** What the last run of a started hub did; empty before it ended. */
  public synchronized Optional<SyncReport> lastRun() {
    return schedule.flatMap(Schedule::last);
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

  /** The inbox: what waits for a decision. */
  public Conflicts conflicts() {
    return new Conflicts(engine, assembly.store());
  }

  /** Lists every system and compares what it shows with what was agreed. */
  public Verification verify(String entity) {
    return new Verify(assembly.store(), config.limits(), parts.listener()).verify(entity(entity));
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

  /** Ends the thread, then the adapters and the store. Closing twice is no error. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    engine.close();
    schedule.ifPresent(running -> running.awaitEnd(CLOSE_GRACE));
    assembly.close();
  }
}
