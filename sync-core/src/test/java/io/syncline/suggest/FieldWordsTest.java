package io.syncline.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldWordsTest {

  @ParameterizedTest
  @CsvSource({
    "full_name, contacts, full name, fullName",
    "FullName, contacts, full name, fullName",
    "CUST_TEL_NO, cust, phone, phone",
    "customerEmail, public.customers, email, email",
    "e-mail, contact, email, email",
    "dob, person, birth date, birthDate",
    "order_no, t_order, number, number",
    "name, name, name, name",
    "zip_code, address, zip, zip",
    "qty, line, quantity, quantity",
    "2nd line, address, 2nd line, field2ndLine",
    "ß, x, ß, field",
  })
  void aNameIsWrittenOutInWordsWithoutTheDatasetsOwn(
      String name, String dataset, String words, String canonical) {
    FieldWords said = FieldWords.of(name, dataset);

    assertThat(String.join(" ", said.words())).isEqualTo(words);
    assertThat(said.name()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "fullname, full_name, 1.0",
    "name_full, full_name, 0.95",
    "full_name, name, 0.4",
    "city, street, 0.0",
    "cell, telephone, 1.0"
  })
  void namesAreAlikeByTheirWords(String one, String other, double likeness) {
    assertThat(FieldWords.of(one, "a").likeness(FieldWords.of(other, "b"))).isEqualTo(likeness);
  }
}
