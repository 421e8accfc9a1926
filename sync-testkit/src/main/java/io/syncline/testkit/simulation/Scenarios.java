package io.syncline.testkit.simulation;

import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.testkit.fixture.TableShape;
import io.syncline.testkit.simulation.oracle.Survival;
import io.syncline.testkit.simulation.oracle.Winner;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Scenarios by chance: every kind of system that the adapter interface allows, every policy. */
final class Scenarios {

  private static final List<String> SYSTEMS = List.of("crm", "erp", "shop");
  private static final List<String> FIELDS = List.of("phone", "name");

  private final RandomGenerator random;
  private final boolean shared;
  private final Kind kind;

  /** What all systems of a scenario have. */
  private enum Kind {
    PLAIN,
    JOBS,
    FIELDS_APART,
    ODD_LISTINGS
  }

  private Scenarios(RandomGenerator random, Kind kind) {
    this.random = random;
    this.kind = kind;
    this.shared = random.nextInt(4) == 0;
  }

  static Scenario drawn(RandomGenerator random) {
    return new Scenarios(random, Kind.PLAIN).draw();
  }

  /** The same, of systems that have jobs of writes, and refuse a record that is there already. */
  static Scenario drawnWithJobs(RandomGenerator random) {
    return new Scenarios(random, Kind.JOBS).draw();
  }

  /** The same, of systems that have fields which are written by themselves. */
  static Scenario drawnWithFieldsApart(RandomGenerator random) {
    return new Scenarios(random, Kind.FIELDS_APART).draw();
  }

  /** The same, of systems whose listings show all as it was when they began, or no versions. */
  static Scenario drawnWithOddListings(RandomGenerator random) {
    return new Scenarios(random, Kind.ODD_LISTINGS).draw();
  }

  private Scenario draw() {
    Scenario.Builder builder = Scenario.builder();
    int count = 2 + random.nextInt(2);
    if (shared) {
      builder.twoInstances();
    }
    for (String system : SYSTEMS.subList(0, count)) {
      Shape shape = new Shape();
      builder.system(system, shape::of);
    }
    conflicts(builder);
    deletes(builder);
    int readRows = 1 + random.nextInt(4);
    int intakeRows = readRows + random.nextInt(4);
    int writeRows = 1 + random.nextInt(4);
    return builder
        .limits(
            limits ->
                limits.withReadRows(readRows).withIntakeRows(intakeRows).withWriteRows(writeRows))
        .build();
  }

  private void conflicts(Scenario.Builder builder) {
    SystemId crm = new SystemId("crm");
    SystemId erp = new SystemId("erp");
    switch (random.nextInt(6)) {
      case 0, 1 -> builder.onConflict("last writer", ConflictPolicy.lastWriter(), Winner.LATER);
      case 2 ->
          builder
              .onConflict("prefer erp, crm", ConflictPolicy.prefer(erp, crm), Winner.ANY)
              .onFirstContact(ConflictPolicy.prefer(crm));
      case 3 -> builder.onConflict("keep head", ConflictPolicy.keepHead(), Winner.ANY);
      case 4 -> builder.onConflict("take incoming", ConflictPolicy.takeIncoming(), Winner.ANY);
      default -> builder.onConflict("hold", ConflictPolicy.holdForReview(), Winner.ANY);
    }
  }

  private void deletes(Scenario.Builder builder) {
    switch (random.nextInt(3)) {
      case 0 -> builder.onDeleteConflict(DeletePolicy.updateWins(), Survival.LIVES);
      case 1 -> builder.onDeleteConflict(DeletePolicy.deleteWins(), Survival.GOES);
      default -> builder.onDeleteConflict(DeletePolicy.holdForReview(), Survival.ANY);
    }
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Drawn at once, so that it is the same each time it is applied. */
  private final class Shape {

    private final Feed feed = pick(List.of(Feed.POLLING, Feed.LOG, Feed.SNAPSHOT_ONLY));
    private final Versions versions = pick(List.of(Versions.values()));
    private final Idempotency idempotency =
        shared
            ? Idempotency.REMEMBERED
            : pick(List.of(Idempotency.REMEMBERED, Idempotency.NATURAL, Idempotency.NONE));
    private final int batch = 1 + random.nextInt(3);
    private final boolean byValues = versions == Versions.NONE || random.nextInt(3) == 0;
    private final boolean unique = idempotency != Idempotency.REMEMBERED || random.nextBoolean();
    private final boolean tombstones = random.nextInt(3) > 0;
    private final boolean hints = feed == Feed.LOG && random.nextInt(4) == 0;
    private final boolean reports = random.nextInt(3) == 0;
    private final boolean tellsTime = random.nextBoolean();
    private final Duration skew = Duration.ofMinutes(pick(List.of(0, 0, 10, -10)));
    private final boolean whole = kind == Kind.ODD_LISTINGS && random.nextInt(3) > 0;
    private final boolean byKeyOnly = kind == Kind.ODD_LISTINGS && random.nextInt(3) > 0;
    private final int apart = kind == Kind.FIELDS_APART ? random.nextInt(3) : 0;

    TableShape of(TableShape shape) {
      shape.feed(feed).versions(versions).idempotency(idempotency).maxBatchRows(batch).skew(skew);
      if (byValues) {
        shape.preconditions(PreconditionKind.ABSENT, PreconditionKind.FIELDS);
      }
      boolean jobs = kind == Kind.JOBS;
      if (jobs) {
        shape.jobs(batch, 3 * batch);
      }
      if (unique || jobs) {
        shape.unique(Scenario.IDENTITY);
      }
      shape.apart(FIELDS.subList(0, apart).toArray(String[]::new));
      if (whole) {
        shape.wholeListings();
      }
      if (byKeyOnly) {
        shape.versionsByKeyOnly();
      }
      if (!tombstones) {
        shape.withoutTombstones();
      }
      if (hints) {
        shape.hintsOnly();
      }
      if (tellsTime) {
        shape.tellsTime();
      }
      if (versions == Versions.OPAQUE && reports) {
        shape.digests();
      }
      return reports ? shape.reportsShown() : shape;
    }
  }
}
