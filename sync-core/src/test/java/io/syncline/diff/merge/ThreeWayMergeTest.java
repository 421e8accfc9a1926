package io.syncline.diff.merge;

import org.junit.jupiter.api.Test;

class ThreeWayMergeTest {

  @Test
  void aMergeSaysWhatMapsSay() {
    new ThreeWayCheck(20).run();
  }
}
