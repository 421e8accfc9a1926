package io.syncline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageRowsTest {

  private static final int MOST = 5_000;
  private static final long KB = 1_024;

  private final PageRows rows = new PageRows(MOST);

  @Test
  void shortRowsSoonComeByAsManyAsAllowed() {
    assertThat(pages(4, 100)).containsExactly(100, 800, 5_000, 5_000);
  }

  @Test
  void rowsWithoutLongValuesDoTooAndSoDoPagesWithoutRows() {
    rows.came(0, 0);

    assertThat(pages(3, 0)).containsExactly(100, 800, 5_000);
  }

  @Test
  void longRowsComeByAsManyAsWeighAPage() {
    assertThat(pages(3, 100 * KB)).containsExactly(100, 20, 20);
  }

  @Test
  void rowsThatBecomeLongerMakeOneHeavyPageAndShorterOnesGrowStepByStep() {
    pages(3, 100);

    assertThat(pages(3, 64 * KB)).containsExactly(5_000, 32, 32);
    assertThat(pages(3, 10)).containsExactly(32, 256, 2_048);
  }

  @Test
  void aRowLongerThanAPageComesAlone() {
    assertThat(pages(3, 5 * Weight.PAGE)).containsExactly(100, 1, 1);
  }

  @Test
  void neverAreMoreAskedForThanAllowed() {
    assertThat(new PageRows(7).next()).isEqualTo(7);
  }

  private List<Integer> pages(int count, long weightOfARow) {
    List<Integer> pages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pages.add(rows.next());
      rows.came(rows.next(), rows.next() * weightOfARow);
    }
    return pages;
  }
}
