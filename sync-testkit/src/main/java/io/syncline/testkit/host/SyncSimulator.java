package io.syncline.testkit.host;

import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.config.HubConfig;
import io.syncline.config.HubFile;
import io.syncline.engine.SyncReport;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import io.syncline.testkit.host.SimulatorBuilder.Chance;
import io.syncline.testkit.host.SimulatorBuilder.TableName;
import io.syncline.testkit.simulation.SimulatedClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Runs a host's own hub over simulated systems. The tables, their keys and columns follow from the
 * declaration; the adapters and the store that it names are not opened. Time passes only where the
 * hub waits or works, or a test moves the clock, and nothing runs by schedule. For one thread.
 *
 * <p>A table has a feed that tells deletes and times, ordered versions, and remembers writes,
 * unless {@link SimulatorBuilder#shape} says otherwise. Its key is given by the system, or by
 * whoever makes the record where a field is mapped to it.
 */
public final class SyncSimulator implements AutoCloseable {

  private static final int MOST_RUNS = 50;

  private final SimulatedClock clock = new SimulatedClock();
  private final Diary diary = new Diary();
  private final Landscape landscape;
  private final SimulatedHub process;
  private final RandomRounds rounds;
  private final long seed;

  SyncSimulator(
      HubConfig declaration, Chance chance, Map<TableName, UnaryOperator<TableShape>> shapes) {
    landscape = Landscape.of(declaration, clock, shapes);
    process = new SimulatedHub(landscape.simulated(), clock, landscape.tables());
    rounds = new RandomRounds(landscape, process, clock, diary, chance);
    seed = chance.seed();
  }

  /** Of a declaration in code. What else the host lends to the hub is not used. */
  public static SimulatorBuilder of(HubBuilder declaration) {
    return of(declaration.config());
  }

  /** Of a declaration that was read before, such as by a file with words of the host's own. */
  public static SimulatorBuilder of(HubConfig declaration) {
    return new SimulatorBuilder(declaration);
  }

  /**
   * Of a YAML file. The variables of the environment need not be there.
   *
   * @throws io.syncline.config.ConfigException naming every mistake of the file
   */
  public static SimulatorBuilder of(Path file) {
    return of(HubFile.at(file).withEnvironment(name -> Optional.of("simulated")).read());
  }

  /** A dataset, from behind the hub's back: what its users do, what it refuses, what goes wrong. */
  public MemoryTable table(String system, String dataset) {
    return landscape.table(system, dataset);
  }

  /** The hub as it runs now; another one after a crash or a restart. */
  public Hub hub() {
    return process.hub();
  }

  public SimulatedClock clock() {
    return clock;
  }

  /** Runs the hub once. Where the process ends on the way, the next one runs instead. */
  public SyncReport sync() {
    SyncReport report = process.run();
    process.points().none();
    return report;
  }

  /**
   * Runs the hub until nothing is left to do but what waits for a person. Lists the datasets anew
   * where deletes show no other way.
   *
   * @return what the last run did
   * @throws AssertionError where it does not settle within 50 runs
   */
  public SyncReport settle() {
    boolean toldOfDeletes = landscape.tables().stream().allMatch(MemoryTable::tellsDeletes);
    SyncReport report = sync();
    for (int runs = 1; !report.settled() && runs < MOST_RUNS; runs++) {
      report = sync();
    }
    if (report.settled() && !toldOfDeletes) {
      report = process.sweep();
    }
    if (!report.settled()) {
      throw new AssertionError("must settle within " + MOST_RUNS + " runs: " + report);
    }
    return report;
  }

  /**
   * The process ends at this point of the next run, if that comes so far. A run passes a point
   * before and after each call to a system and each commit; the first is 1.
   */
  public SyncSimulator crashAt(int point) {
    if (point < 1) {
      throw new IllegalArgumentException("must be >= 1: point=" + point);
    }
    process.points().reset(at -> at == point);
    return this;
  }

  /** How often the process has ended at such a point. */
  public int crashes() {
    return process.crashes();
  }

  /** Ends the process between runs and starts another over the same state. */
  public void restart() {
    process.restart();
  }

  /**
   * Lets users act by chance for so many rounds, between runs of the hub and during them, under the
   * faults and crashes that were declared. Then nothing goes wrong any more, and the hub settles.
   */
  public void play(int count) {
    rounds.play(count);
    settle();
  }

  /** What users did by chance so far, in order. */
  public List<String> history() {
    return diary.lines();
  }

  /** Whether the systems agree, by what they show now. Writes nothing. */
  public Agreement agreement() {
    return Judge.judge(landscape, process.hub(), diary);
  }

  Landscape landscape() {
    return landscape;
  }

  @Override
  public void close() {
    process.close();
  }

  @Override
  public String toString() {
    return "simulation of seed " + seed + (diary.lines().isEmpty() ? "" : ", " + diary);
  }
}
