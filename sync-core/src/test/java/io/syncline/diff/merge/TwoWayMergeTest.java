package io.syncline.diff.merge;

import org.junit.jupiter.api.Test;

class TwoWayMergeTest {

  @Test
  void aMergeSaysWhatMapsSay() {
    new TwoWayCheck(4, 25).run();
  }

  @Test
  void aMaskNamesTheFieldsThatDiffer() {
    new MaskCheck().run();
  }

  @Test
  void rowsInAnyOrderGiveARightDiffOrAnError() {
    new OrderCheck().run();
  }
}
