package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples with Products, Order and Items are those of OData URL Conventions 4.01, 4.3.1. */
class EntityIdTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Customers('ANTON'),ANTON",
        "http://host/service/Products(1),1",
        "http://host/service/Products(ID=1),1",
        "http://host/service/People('O''Neil'),O'Neil",
        "http://host/service/People(%27O%27%27Neil%27),O'Neil",
        "http://host/service/Categories('Smartphone%2FTablet'),Smartphone/Tablet",
        "Customers('A/B'),A/B",
        "Customers('a(b)c'),a(b)c",
        "Customers('1+1'),1+1",
        "Customers('ANTON')/Orders(10643),10643",
        "Things(5e2ee0e8-7f5c-4e8c-9f4c-0d1a7f3f9a11),5e2ee0e8-7f5c-4e8c-9f4c-0d1a7f3f9a11"
      })
  void aKeyOfOnePartIsFound(String id, String key) {
    assertThat(EntityId.key(id, List.of("ID"))).contains(NativeKey.of(key));
  }

  @Test
  void aKeyOfSeveralPartsIsFoundByItsNames() {
    String id = "http://host/service/Order(1)/Items(OrderID=1,ItemNo='2,0')";

    assertThat(EntityId.key(id, List.of("ItemNo", "OrderID")))
        .contains(new NativeKey(List.of("2,0", "1")));
    assertThat(EntityId.key(id, List.of("OrderID", "Line"))).isEmpty();
    assertThat(EntityId.key(id, List.of("OrderID"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"Customers", "Customers/ANTON", "Customers()", "Customers('ANTON", "('ANTON')"})
  void whatIsNoEntityIdHasNoKey(String id) {
    assertThat(EntityId.key(id, List.of("ID"))).isEmpty();
  }
}
