package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void literalsAndVariablesComeInTheirOrder() {
    assertThat(parts("/a/{id}/b?c={size}")).containsExactly("/a/", "<id>", "/b?c=", "<size>", "");
    assertThat(parts("{id}{}")).containsExactly("", "<id>", "", "<>", "");
    assertThat(parts("/a")).containsExactly("/a");
  }

  @Test
  void bracesThatEncloseNoNameStayAsTheyAre() {
    assertThat(parts("a{b{c}d}e")).containsExactly("a{b", "<c>", "d}e");
    assertThat(parts("}{a}}{b")).containsExactly("}", "<a>", "}{b");
    assertThat(parts("{a}b}{c}")).containsExactly("", "<a>", "b}", "<c>", "");
  }

  @Test
  void theEndOfAnAddressTellsTheVariables() {
    Template users = new Template("/Users/{id}");
    assertThat(users.endOf("https://a.example/v2/Users/a%20b+c?x=/Users/2#d"))
        .contains(Map.of("id", "a b+c"));
    assertThat(users.endOf("Users/1")).isEmpty();
    assertThat(users.endOf("/Users/1/photo")).isEmpty();
    assertThat(users.endOf("/Users/")).isEmpty();
    assertThat(users.endOf("/Users/%zz")).isEmpty();
    assertThat(new Template("/a/{order}/b('{line}')").endOf("/v1/a/1/b('2')"))
        .contains(Map.of("order", "1", "line", "2"));
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    new Template(text).forEach(parts::add, variable -> parts.add("<" + variable + ">"));
    return parts;
  }
}
