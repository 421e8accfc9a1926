package io.syncline.testkit.conformance;

import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.testkit.fixture.MemorySystem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Passes everything on, but what a probe finds. */
class ProbedAs implements Adapter {

  private final Adapter right;
  private final Health health;

  ProbedAs(Adapter right, Health health) {
    this.right = right;
    this.health = health;
  }

  static Adapter bad(String check, String detail) {
    Adapter empty = new MemorySystem(SystemClock.get()).open(AdapterContext.of(SystemClock.get()));
    return new ProbedAs(empty, health(check, false, detail));
  }

  static Health health(String check, boolean good, String detail) {
    return new Health(List.of(new Health.Check(check, good, detail)), Duration.ZERO);
  }

  @Override
  public Health probe(Probe depth, Duration within) {
    return health;
  }

  @Override
  public Optional<String> incarnation(Duration within) {
    return right.incarnation(within);
  }

  @Override
  public List<String> datasets(Duration within) {
    return right.datasets(within);
  }

  @Override
  public Dataset dataset(DatasetSpec spec) {
    return right.dataset(spec);
  }

  @Override
  public void close(Duration grace) {
    right.close(grace);
  }
}
