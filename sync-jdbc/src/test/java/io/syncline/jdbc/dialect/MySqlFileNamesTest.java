package io.syncline.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether MySQL agrees is seen by {@code MySqlJournalTest}. */
class MySqlFileNamesTest {

  @Test
  void lettersAndDigitsOfAsciiStandForThemselves() {
    assertThat("Customer_42").matches(MySqlFileNames.pattern("Customer_42"));
    assertThat("customer_42").doesNotMatch(MySqlFileNames.pattern("Customer_42"));
  }

  @Test
  void othersStandByTheirNumber() {
    assertThat("a@0023b@002e@5ba2").matches(MySqlFileNames.pattern("a#b.客"));
    assertThat("a@0023b@002e@6237").doesNotMatch(MySqlFileNames.pattern("a#b.客"));
  }

  @Test
  void lettersOfSomeAlphabetsMayStandByTwoCharacters() {
    assertThat("visit@0020@1o").matches(MySqlFileNames.pattern("visit ü"));
    assertThat("visit@0020@00fc").matches(MySqlFileNames.pattern("visit ü"));
    assertThat("visit@0020@1").doesNotMatch(MySqlFileNames.pattern("visit ü"));
  }
}
