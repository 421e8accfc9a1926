package io.syncline.benchmarks.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

/** The names of what is measured are strings; a benchmark that is renamed must not fall silent. */
class ContenderTest {

  @ParameterizedTest
  @EnumSource
  void everyContenderIsABenchmark(Contender contender) throws Exception {
    List<String> name = Splitter.on('.').splitToList(contender.benchmark());

    Class<?> type = Class.forName(Contender.class.getPackageName() + "." + name.get(0));

    assertThat(type.getMethods())
        .filteredOn(method -> method.getName().equals(name.get(1)))
        .hasSize(1)
        .allMatch(method -> method.isAnnotationPresent(Benchmark.class));
  }

  @Test
  void aContenderThatFindsTooLittleIsRefused() {
    assertThatThrownBy(() -> Verified.equal("updates", 10, 9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("must find updates: expected=10, found=9");
  }
}
