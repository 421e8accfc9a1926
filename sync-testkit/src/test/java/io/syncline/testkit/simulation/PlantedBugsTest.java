package io.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bug that is planted in the core is caught by the simulation, within so many histories. */
@Tag("once")
class PlantedBugsTest {

  @ParameterizedTest
  @MethodSource("io.syncline.testkit.simulation.Bugs#all")
  void aPlantedBugIsCaught(Bug bug, @TempDir Path folder) throws Exception {
    String caught = new FaultyCore(folder).with(bug).play(bug.hunt(), bug.seeds());

    assertThat(caught).as("%s, within %s histories", bug.fact(), bug.histories()).isNotEmpty();
  }

  @Test
  void theCoreAsItIsHolds(@TempDir Path folder) throws Exception {
    assertThat(new FaultyCore(folder).play(Hunt.class, Bug.seedsTo(200))).isEmpty();
  }
}
