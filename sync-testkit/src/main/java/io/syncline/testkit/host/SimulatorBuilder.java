package io.syncline.testkit.host;

import io.syncline.config.HubConfig;
import io.syncline.model.Value;
import io.syncline.testkit.fixture.TableShape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Collects how a hub is to be simulated. */
public final class SimulatorBuilder {

  private final HubConfig declaration;
  private final Map<TableName, UnaryOperator<TableShape>> shapes = new HashMap<>();
  private final Map<FieldName, Function<RandomGenerator, Value>> values = new HashMap<>();
  private long seed = 1;
  private double faults;
  private double crashes;

  SimulatorBuilder(HubConfig declaration) {
    this.declaration = declaration;
  }

  /** All chance comes from this seed; at first 1. */
  public SimulatorBuilder seed(long number) {
    seed = number;
    return this;
  }

  /** In {@link SyncSimulator#play} so many of the calls to systems go wrong; at first none. */
  public SimulatorBuilder faults(double share) {
    faults = share(share);
    return this;
  }

  /** In {@link SyncSimulator#play} the process ends in so many of the runs; at first in none. */
  public SimulatorBuilder crashes(double share) {
    crashes = share(share);
    return this;
  }

  private static double share(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("must be 0 to below 1: share=" + share);
    }
    return share;
  }

  /** What the simulated table of a dataset is like, where that is not the usual. */
  public SimulatorBuilder shape(String system, String dataset, UnaryOperator<TableShape> shaping) {
    shapes.put(new TableName(system, dataset), shaping);
    return this;
  }

  /** What users enter for a field, canonically, in place of any value of its type. */
  public SimulatorBuilder values(
      String entity, String field, Function<RandomGenerator, Value> drawing) {
    values.put(new FieldName(entity, field), drawing);
    return this;
  }

  /**
   * Opens the hub over simulated systems.
   *
   * @throws io.syncline.config.ConfigException naming every mistake of the declaration
   */
  public SyncSimulator open() {
    return new SyncSimulator(declaration, new Chance(seed, faults, crashes, values), shapes);
  }

  /** One dataset of one system. */
  record TableName(String system, String dataset) {
    @Override
    public String toString() {
      return dataset + " of " + system;
    }
  }

  /** One field of one entity. */
  record FieldName(String entity, String field) {}

  /** What is left to chance. */
  record Chance(
      long seed,
      double faults,
      double crashes,
      Map<FieldName, Function<RandomGenerator, Value>> values) {}
}
