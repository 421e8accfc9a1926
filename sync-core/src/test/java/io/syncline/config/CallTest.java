package io.syncline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTest {

  @Test
  void aNameAloneHasNoArguments() {
    assertThat(Call.parse(" trim ")).isEqualTo(new Call("trim", List.of()));
    assertThat(Call.parse("trim()")).isEqualTo(new Call("trim", List.of()));
  }

  @Test
  void argumentsAreStripped() {
    assertThat(Call.parse("decimal(12, 2)")).isEqualTo(new Call("decimal", List.of("12", "2")));
  }

  @Test
  void quotesAndParenthesesKeepCommas() {
    assertThat(Call.parse("f(\"a, b\", g(c, d), ')', '')"))
        .isEqualTo(new Call("f", List.of("a, b", "g(c, d)", ")", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          f(a    | must end with its parenthesis: value=f(a
          (a)    | must be a name or name(argument, ...): value=(a)
          a b    | must be a name or name(argument, ...): value=a b
          f(g(a) | must close its quotes and parentheses: value=f(g(a)
          """)
  void whatIsOfAnotherFormIsRefused(String text, String message) {
    assertThatThrownBy(() -> Call.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
