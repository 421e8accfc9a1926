package io.syncline.benchmarks.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/** The names of what is measured are strings; a benchmark that is renamed must not fall silent. */
class ContenderTest {

  @ParameterizedTest
  @MethodSource("others")
  void everyLimitAndPeerIsABenchmark(Contender contender) throws Exception {
    List<String> name = Splitter.on('.').splitToList(contender.benchmark());

    Class<?> type = Class.forName(Contender.class.getPackageName() + "." + name.get(0));

    assertThat(type.getMethod(name.get(1)).isAnnotationPresent(Benchmark.class)).isTrue();
  }

  static Stream<Contender> others() {
    return Stream.of(Contender.values())
        .filter(contender -> contender.kind() != Contender.Kind.OURS);
  }

  @Test
  void aContenderThatFindsTooLittleIsRefused() {
    assertThatThrownBy(() -> Verified.equal("updates", 10, 9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("must find updates: expected=10, found=9");
  }
}
