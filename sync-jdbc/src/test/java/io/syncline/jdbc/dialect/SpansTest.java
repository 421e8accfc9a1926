package io.syncline.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.dialect.JournalSnapshot.Doubt;
import io.syncline.jdbc.dialect.JournalSnapshot.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans say the same as the numbers in them. */
class SpansTest {

  private static final int NUMBERS = 40;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void spansAreCombinedAsTheirNumbersAre(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      NavigableSet<Long> left = some(random);
      NavigableSet<Long> right = some(random);
      NavigableSet<Long> both = new TreeSet<>(left);
      both.retainAll(right);
      NavigableSet<Long> rest = new TreeSet<>(left);
      rest.removeAll(right);

      assertThat(numbers(Spans.common(spans(left), spans(right))))
          .as("seed=%s round=%s", seed, round)
          .containsExactlyElementsOf(both);
      assertThat(numbers(Spans.without(spans(left), spans(right))))
          .as("seed=%s round=%s", seed, round)
          .containsExactlyElementsOf(rest);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void whatIsBetweenTwoSnapshotsIsWhatTheLaterShowsAndTheEarlierDidNot(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      NavigableSet<Long> before = some(random);
      NavigableSet<Long> after = some(random);
      JournalSnapshot seen = new JournalSnapshot(1, NUMBERS, spans(before), Doubt.NONE);
      JournalSnapshot upTo = new JournalSnapshot(1, NUMBERS + 5, spans(after), Doubt.NONE);
      NavigableSet<Long> news = new TreeSet<>(before);
      LongStream.range(NUMBERS, NUMBERS + 5).forEach(news::add);
      news.removeAll(after);

      assertThat(numbers(Spans.between(seen, upTo)))
          .as("seed=%s round=%s", seed, round)
          .containsExactlyElementsOf(news);
    }
  }

  private static NavigableSet<Long> some(SplittableRandom random) {
    NavigableSet<Long> some = new TreeSet<>();
    int one = 1 + random.nextInt(4);
    LongStream.range(0, NUMBERS).filter(each -> random.nextInt(one) == 0).forEach(some::add);
    return some;
  }

  private static List<Span> spans(NavigableSet<Long> numbers) {
    List<Span> spans = new ArrayList<>();
    for (long each : numbers) {
      int last = spans.size() - 1;
      if (last >= 0 && spans.get(last).last() == each - 1) {
        spans.set(last, new Span(spans.get(last).first(), each));
      } else {
        spans.add(new Span(each, each));
      }
    }
    return spans;
  }

  private static List<Long> numbers(List<Span> spans) {
    return spans.stream()
        .flatMap(each -> LongStream.rangeClosed(each.first(), each.last()).boxed())
        .toList();
  }
}
