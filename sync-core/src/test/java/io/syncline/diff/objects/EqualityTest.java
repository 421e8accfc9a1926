package io.syncline.diff.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EqualityTest {

  private static final Instant NOON = Instant.parse("2026-02-28T12:00:00Z");

  static Stream<Arguments> equal() {
    return Stream.of(
        Arguments.of("a", new StringBuilder("a").toString()),
        Arguments.of(new BigDecimal("1.0"), new BigDecimal("1.00")),
        Arguments.of(1, 1L),
        Arguments.of(1L, new BigDecimal("1.0")),
        Arguments.of(BigInteger.TEN, 10),
        Arguments.of(Double.NaN, Double.longBitsToDouble(0x7ff8_0000_0000_0001L)),
        Arguments.of(-0.0, 0.0),
        Arguments.of(0.5f, 0.5),
        Arguments.of(new byte[] {1, 2}, new byte[] {1, 2}),
        Arguments.of(new int[] {1}, new int[] {1}),
        Arguments.of(new double[] {-0.0}, new double[] {0.0}),
        Arguments.of(
            new Object[] {new BigDecimal("1.0"), null}, new Object[] {new BigDecimal("1"), null}),
        Arguments.of(NOON, OffsetDateTime.parse("2026-02-28T13:00:00+01:00")),
        Arguments.of(ZonedDateTime.parse("2026-02-28T13:00:00+01:00[Europe/Berlin]"), NOON),
        Arguments.of(Timestamp.from(NOON), NOON),
        Arguments.of(Date.from(NOON), Timestamp.from(NOON)),
        Arguments.of(List.of(new BigDecimal("1.0")), Arrays.asList(new BigDecimal("1"))),
        Arguments.of(
            Set.of(new BigDecimal("1.0"), "a", 2), Set.of("a", 2L, new BigDecimal("1.00"))),
        Arguments.of(Set.of(List.of(-0.0), new byte[] {7}), Set.of(new byte[] {7}, List.of(0.0))),
        Arguments.of(Map.of("a", 1), Map.of("a", 1L)),
        Arguments.of(Optional.of(1), Optional.of(1L)),
        Arguments.of(Value.of(new BigDecimal("1.0")), Value.of(new BigDecimal("1"))),
        Arguments.of(new UUID(1, 2), new UUID(1, 2)));
  }

  @ParameterizedTest
  @MethodSource("equal")
  void theseAreEqual(Object left, Object right) {
    assertThat(Equality.equal(left, right)).isTrue();
    assertThat(Equality.equal(right, left)).isTrue();
  }

  static Stream<Arguments> different() {
    return Stream.of(
        Arguments.of("a", "A"),
        Arguments.of("1", 1),
        Arguments.of(1, 1.0),
        Arguments.of(1L, 2L),
        Arguments.of(Long.MAX_VALUE, new BigDecimal("9223372036854775808")),
        Arguments.of(Double.NaN, 0.0),
        Arguments.of(true, false),
        Arguments.of(new byte[] {1}, new byte[] {2}),
        Arguments.of(new int[] {1}, new int[] {1, 2}),
        Arguments.of(new byte[] {1}, new Object[] {1}),
        Arguments.of(NOON, NOON.plusNanos(1)),
        Arguments.of(NOON, LocalDateTime.parse("2026-02-28T12:00:00")),
        Arguments.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1)),
        Arguments.of(List.of(1, 2), List.of(2, 1)),
        Arguments.of(List.of(1), List.of(1, 2)),
        Arguments.of(List.of(1), Set.of(1)),
        Arguments.of(Set.of(1, 2), Set.of(1, 3)),
        Arguments.of(Map.of("a", 1), Map.of("b", 1)),
        Arguments.of(Collections.singletonMap("a", null), Map.of("b", 1)),
        Arguments.of(Optional.of(1), Optional.empty()),
        Arguments.of(new UUID(1, 2), new UUID(2, 1)));
  }

  @ParameterizedTest
  @MethodSource("different")
  void theseAreNot(Object left, Object right) {
    assertThat(Equality.equal(left, right)).isFalse();
    assertThat(Equality.equal(right, left)).isFalse();
  }

  @Test
  void nullEqualsNullAlone() {
    assertThat(Equality.equal(null, null)).isTrue();
    assertThat(Equality.equal(null, "")).isFalse();
    assertThat(Equality.equal(0, null)).isFalse();
  }
}
