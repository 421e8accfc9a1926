package io.syncline.diff.wrong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.diff.join.ScanOrderCheck;
import io.syncline.diff.join.UnsortedCheck;
import io.syncline.diff.merge.MaskCheck;
import io.syncline.diff.merge.OrderCheck;
import io.syncline.diff.merge.ThreeWayCheck;
import io.syncline.diff.merge.TwoWayCheck;
import io.syncline.diff.range.KeptCheck;
import io.syncline.diff.range.RangeCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every fault that is planted is caught. A new part of the engine brings a table of its own, such
 * as {@link KernelMutants}, and its checks.
 */
@Timeout(60)
@Tag("once")
class WrongOnPurposeTest {

  @ParameterizedTest
  @MethodSource({
    "io.syncline.diff.wrong.KernelMutants#all",
    "io.syncline.diff.wrong.RangeMutants#all",
    "io.syncline.diff.wrong.JoinMutants#all"
  })
  void aPlantedFaultIsCaught(Mutant mutant) {
    Throwable caught = catchThrowable(() -> Mutants.run(mutant));

    assertThat(caught)
        .as(mutant.fact())
        .isNotNull()
        .isNotInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(ReflectiveOperationException.class)
        .isNotInstanceOf(LinkageError.class);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        MaskCheck.class,
        TwoWayCheck.class,
        ThreeWayCheck.class,
        OrderCheck.class,
        RangeCheck.class,
        KeptCheck.class,
        UnsortedCheck.class,
        ScanOrderCheck.class
      })
  void theEngineAsItIsPassesEveryCheck(Class<? extends Runnable> check) {
    assertThatCode(() -> Mutants.run(check)).doesNotThrowAnyException();
  }
}
