package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.Mapping;
import io.syncline.config.AdapterConfig;
import io.syncline.config.HubConfig;
import io.syncline.config.SystemConfig;
import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSpec;
import io.syncline.store.StateStore;
import io.syncline.suggest.MappingDraft;
import io.syncline.suggest.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tables that were made by people who never met, and a mapping that nobody wrote. */
class MappingDraftTest {

  private static final String CRM_PEOPLE =
      "select e_mail || ' ' || full_name || ' ' || right(regexp_replace(tel, '\\D', '', 'g'), 11)"
          + " || case stage when 'A' then ' active' else ' blocked' end from contacts order by 1";
  private static final String ERP_PEOPLE =
      "select email || ' ' || name || ' ' || right(regexp_replace(telephone, '\\D', '', 'g'), 11)"
          + " || ' ' || cust_status from customer order by 1";

  private static final Path KEPT = Path.of("src/test/resources/io/syncline/jdbc/draft.yaml");

  private final TwoDatabases databases = new TwoDatabases();
  private final AdapterSource crm = JdbcAdapter.on(databases.crm.dataSource());
  private final AdapterSource erp = JdbcAdapter.on(databases.erp.dataSource());

  @TempDir private Path folder;

  @BeforeEach
  void people() throws SQLException {
    TwoDatabases.run(
        databases.crm,
        "create table contacts (id bigint generated always as identity primary key,"
            + " full_name varchar(80), e_mail varchar(120), tel varchar(30), stage varchar(1),"
            + " updated_at timestamptz default now())",
        "insert into contacts (full_name, e_mail, tel, stage) select 'Person ' || n,"
            + " 'p' || n || '@example.org', '+86 138 1234 56' || n,"
            + " case when n % 3 = 0 then 'B' else 'A' end from generate_series(10, 49) n");
    TwoDatabases.run(
        databases.erp,
        "create table customer (cust_no bigint generated always as identity primary key,"
            + " name varchar(60), email varchar(120), telephone text, cust_status text,"
            + " balance numeric(12, 2) not null default 0)",
        "insert into customer (name, email, telephone, cust_status) select 'Person ' || n,"
            + " 'p' || n || '@example.org', '138123456' || n,"
            + " case when n % 3 = 0 then 'blocked' else 'active' end"
            + " from generate_series(30, 69) n");
  }

  @AfterEach
  void close() {
    databases.close();
  }

  private MappingDraft draft() {
    AdapterContext context = AdapterContext.of(SystemClock.get());
    try (Adapter contacts = crm.open(context);
        Adapter customers = erp.open(context)) {
      return Mapping.suggest(
          "customer",
          Side.read("crm", contacts.dataset(DatasetSpec.of("contacts"))),
          Side.read("erp", customers.dataset(DatasetSpec.of("customer"))));
    }
  }

  private Hub open(HubConfig declaration) {
    List<SystemConfig> systems =
        List.of(
            new SystemConfig("crm", new AdapterConfig.Given(crm)),
            new SystemConfig("erp", new AdapterConfig.Given(erp)));
    return Hub.from(declaration.over(systems)).state(StateStore.inMemory()).build();
  }

  @Test
  void aDraftOpensAsItIsAndTheRowsComeToAgree() throws SQLException {
    try (Hub hub = open(draft().config())) {
      TwoDatabases.settle(hub);

      assertThat(TwoDatabases.texts(databases.erp, ERP_PEOPLE))
          .hasSize(60)
          .isEqualTo(TwoDatabases.texts(databases.crm, CRM_PEOPLE));

      TwoDatabases.run(databases.crm, "update contacts set stage = 'B' where e_mail like 'p40@%'");
      TwoDatabases.run(databases.erp, "update customer set name = 'New' where email like 'p41@%'");
      TwoDatabases.settle(hub);

      assertThat(TwoDatabases.texts(databases.erp, ERP_PEOPLE))
          .contains("p40@example.org Person 40 13812345640 blocked")
          .isEqualTo(TwoDatabases.texts(databases.crm, CRM_PEOPLE))
          .contains("p41@example.org New 13812345641 active");
    }
  }

  @Test
  void theDraftIsAFileThatAPersonFinishes() throws IOException {
    String text = draft().text();
    assertThat(text).isEqualTo(Files.readString(KEPT));
    Path file = folder.resolve("hub.yaml");
    Files.writeString(
        file,
        text.replaceFirst("type: todo .*", "type: jdbc\n    settings: { dataSource: crm }")
            .replaceFirst("type: todo .*", "type: jdbc\n    settings: { dataSource: erp }"));

    try (Hub hub =
        Hub.from(file)
            .dataSource("crm", databases.crm.dataSource())
            .dataSource("erp", databases.erp.dataSource())
            .state(StateStore.inMemory())
            .build()) {

      assertThat(hub.preview().writes()).hasSize(40);
    }
  }
}
