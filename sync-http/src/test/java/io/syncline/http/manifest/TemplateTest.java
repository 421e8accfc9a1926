package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    new Template(text).forEach(parts::add, variable -> parts.add("<" + variable + ">"));
    return parts;
  }
}
