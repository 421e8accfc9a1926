package com.example.filedrop;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that a file declares, between the files of a partner and a system in memory. */
class HubTest {

  private static final Charset GBK = Charset.forName("GBK");

  @TempDir private Path folder;
  private Path customers;
  private Path orders;
  private MemorySystem erp;
  private MemoryTable customer;
  private MemoryTable order;

  @BeforeEach
  void files() throws IOException {
    Path drop = Files.createDirectory(folder.resolve("drop"));
    customers = drop.resolve("customers.csv");
    orders = drop.resolve("orders.ndjson");
    Files.writeString(
        drop.resolve("customers.csv.schema.json"),
        """
        {"key": ["no"], "fields": {"no": "text(20)", "full_name": "text(80)",
         "credit": "decimal(12, 2)", "since": "date"}}
        """);
    Files.writeString(
        customers, "no;full_name;credit;since;remark\nC1;张三;12.50;2024-02-29;vip\n", GBK);
    Files.writeString(
        drop.resolve("orders.ndjson.schema.json"),
        """
        {"key": ["number"], "fields": {"number": "text(20)", "total": "decimal", "paid": "bool"}}
        """);
    Files.writeString(orders, "{\"number\":\"O1\",\"total\":99.90,\"paid\":false,\"lines\":[1]}\n");
    erp = new MemorySystem(SystemClock.get());
    customer =
        erp.table(
            "customer",
            shape -> shape.assignedKey("key").columns("number", "name", "credit", "since"));
    order =
        erp.table("order", shape -> shape.assignedKey("key").columns("number", "total", "paid"));
  }

  private Hub hub() throws IOException {
    Path file = folder.resolve("hub.yaml");
    try (InputStream in = HubTest.class.getResourceAsStream("/hub.yaml")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    return Hub.from(file).state(StateStore.inMemory()).provider(new InMemory(erp)).build();
  }

  /** Handed in by the host; that of the files is found by ServiceLoader. */
  private record InMemory(MemorySystem system) implements AdapterProvider {
    @Override
    public String type() {
      return "memory";
    }

    @Override
    public List<SettingSpec> settings() {
      return List.of();
    }

    @Override
    public Adapter open(Settings settings, AdapterContext context) {
      return system.open(context);
    }
  }

  private static void settle(Hub hub) {
    SyncReport report = hub.sweep();
    assertThat(report.settled()).as(report.toString()).isTrue();
  }

  @Test
  void filesAndAnotherSystemComeToAgreeBothWaysAndThenAreQuiet() throws Exception {
    try (Hub hub = hub()) {
      customer.add(
          Map.of(
              "number",
              "C2",
              "name",
              "李四",
              "credit",
              new BigDecimal("0.05"),
              "since",
              Value.of(LocalDate.of(1999, 12, 31))));

      settle(hub);

      assertThat(Files.readString(customers, GBK))
          .isEqualTo(
              """
              no;full_name;credit;since;remark
              C1;张三;12.50;2024-02-29;vip
              C2;李四;0.05;1999-12-31;
              """);
      String first = customer.keysWhere("number", "C1").get(0);
      assertThat(customer.show(first, "credit")).isEqualTo("12.5");
      String invoice = order.keysWhere("number", "O1").get(0);
      assertThat(order.show(invoice, "total")).isEqualTo("99.9");

      Files.writeString(
          customers,
          Files.readString(customers, GBK).replace("0.05", "7").replace("vip", "x"),
          GBK);
      customer.change(first, "name", "张三丰");
      order.change(invoice, "paid", true);

      settle(hub);

      assertThat(Files.readString(customers, GBK))
          .contains("C1;张三丰;12.50;2024-02-29;x\n", "C2;李四;7;1999-12-31;\n");
      assertThat(customer.show(customer.keysWhere("number", "C2").get(0), "credit")).isEqualTo("7");
      assertThat(orders)
          .hasContent("{\"number\":\"O1\",\"total\":99.90,\"paid\":true,\"lines\":[1]}");
      assertQuiet(hub);
    }
  }

  @Test
  void aRowThatIsDeletedInTheFileIsDeletedAndADamagedOneIsNot() throws Exception {
    Files.writeString(
        customers,
        "no;full_name;credit;since;remark\nC1;A;1;2024-01-01;\nC2;B;2;2024-01-01;\nC3;C;3;;\n");
    try (Hub hub = hub()) {
      settle(hub);

      Files.writeString(
          customers, "no;full_name;credit;since;remark\nC1;A;1;2024-01-01;\nC2;B;2\nC3;C;3;;\n");
      hub.sweep();
      assertThat(customer.all()).hasSize(3);

      Files.writeString(
          customers, "no;full_name;credit;since;remark\nC1;A;1;2024-01-01;\nC3;C;3;;\n");
      settle(hub);
      assertThat(customer.all()).hasSize(2);
      assertThat(customer.keysWhere("number", "C2")).isEmpty();
      assertQuiet(hub);
    }
  }

  private void assertQuiet(Hub hub) throws IOException {
    List<String> before = List.of(Files.readString(customers, GBK), Files.readString(orders));
    int effects = customer.countEffects() + order.countEffects();

    SyncReport report = hub.sweep();

    assertThat(report.counts().writes()).as(report.toString()).isZero();
    assertThat(customer.countEffects() + order.countEffects()).isEqualTo(effects);
    assertThat(List.of(Files.readString(customers, GBK), Files.readString(orders)))
        .isEqualTo(before);
  }
}
