package io.syncline;

import static io.syncline.mapping.Direction.READ_ONLY;
import static io.syncline.mapping.Lenses.dictionary;
import static io.syncline.mapping.Lenses.phone;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.model.FieldType.decimal;
import static io.syncline.model.FieldType.oneOf;
import static io.syncline.model.FieldType.setOf;
import static io.syncline.model.FieldType.text;
import static io.syncline.reconcile.policy.ConflictPolicy.holdForReview;
import static io.syncline.reconcile.policy.ConflictPolicy.lastWriter;
import static io.syncline.reconcile.policy.ConflictPolicy.prefer;
import static io.syncline.reconcile.policy.ConflictPolicy.union;
import static io.syncline.reconcile.policy.DeletePolicy.updateWins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.config.AdapterConfig;
import io.syncline.config.ConfigException;
import io.syncline.config.CustomerHub;
import io.syncline.config.EntityConfig;
import io.syncline.config.FlowConfig;
import io.syncline.config.HubConfig;
import io.syncline.config.SystemConfig;
import io.syncline.engine.HubLimits;
import io.syncline.fake.FakeAdapter;
import io.syncline.fake.FakeDataset;
import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.DatasetOptions;
import io.syncline.store.StateStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HubBuilderTest {

  private final FakeAdapter crm =
      new FakeAdapter().with(FakeDataset.of("contacts").with("full_name", "phone", "stage"));
  private final FakeAdapter erp =
      new FakeAdapter()
          .with(FakeDataset.of("customer").with("name", "email", "phone", "balance", "status"));

  private static DatasetOptions polling(String column) {
    return () -> Map.of("feed", "polling", "feed.column", column);
  }

  /** The example of the guide. */
  private HubBuilder sample() {
    return Hub.builder()
        .state(StateStore.inMemory())
        .system("crm", crm)
        .system("erp", erp)
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", text(80))
                    .field("email", text())
                    .field("phone", text())
                    .field("balance", decimal(12, 2))
                    .field("status", oneOf("active", "blocked"))
                    .matchOn("email")
                    .in(
                        "crm",
                        flow ->
                            flow.dataset("contacts")
                                .key("id")
                                .map("name", "full_name")
                                .map("phone", "phone", phone("CN"))
                                .map("status", "stage", dictionary("A", "active", "B", "blocked")))
                    .in(
                        "erp",
                        flow ->
                            flow.dataset("customer")
                                .key("id")
                                .everyFieldByName()
                                .feed(polling("updated_at")))
                    .authority("balance", "erp")
                    .onConflict(holdForReview())
                    .onDeleteConflict(updateWins()));
  }

  @Test
  void whatIsSaidIsCollectedInOrder() {
    HubConfig config = sample().config();

    assertThat(config.hub()).isEqualTo("hub");
    assertThat(config.systems())
        .containsExactly(
            new SystemConfig("crm", new AdapterConfig.Given(crm)),
            new SystemConfig("erp", new AdapterConfig.Given(erp)));
    EntityConfig customer = config.entities().get(0);
    assertThat(customer.authority()).containsExactly(Map.entry("balance", "erp"));
    assertThat(customer.fields())
        .extracting(field -> field.name() + ": " + field.type())
        .containsExactly(
            "name: text(80)",
            "email: text",
            "phone: text",
            "balance: decimal(12,2)",
            "status: oneOf(active, blocked)");
    FlowConfig inErp = customer.flows().get(1);
    assertThat(inErp.everyFieldByName()).isTrue();
    assertThat(inErp.dataset().key()).containsExactly("id");
    assertThat(inErp.dataset().options())
        .containsExactlyInAnyOrderEntriesOf(Map.of("feed", "polling", "feed.column", "updated_at"));
  }

  @Test
  void theFileSaysTheSameAsTheBuilder() {
    HubConfig coded =
        Hub.builder()
            .folder(CustomerHub.path().toAbsolutePath().getParent())
            .state("sqlite", Map.of("file", "sync-state.db"))
            .system(
                "crm",
                "http",
                Map.of(
                    "manifest", "crm.yaml",
                    "baseUrl", "https://crm.example",
                    "token", "${secret:crm}"))
            .system("erp", "jdbc", Map.of("dataSource", "erp"))
            .entity("customer", HubBuilderTest::customer)
            .limits(
                HubLimits.defaults()
                    .withReadRows(1000)
                    .withCall(Duration.ofSeconds(30))
                    .withAbsent(0.1, 100))
            .schedule(
                schedule ->
                    schedule.syncEvery(Duration.ofMinutes(1)).sweepEvery(Duration.ofDays(1)))
            .config();

    assertThat(CustomerHub.read())
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .isEqualTo(coded);
  }

  private static void customer(EntityBuilder customer) {
    customer
        .field("name", text(80))
        .field("email", text())
        .field("phone", text())
        .field("balance", decimal(12, 2))
        .field("status", oneOf("active", "blocked"))
        .field("street", text())
        .field("city", text())
        .field("tags", setOf(text(20)))
        .group("address", "street", "city")
        .matchOn("email")
        .matchOn(CorrelationRule.on("name", Normaliser.lower()).and("phone", Normaliser.digits()))
        .authority("balance", "erp")
        .onConflict(holdForReview())
        .onConflict("phone", lastWriter())
        .onConflict("address", prefer(new SystemId("erp"), new SystemId("crm")))
        .onConflict("tags", union().orElse(holdForReview()))
        .onFirstContact(prefer(new SystemId("erp")))
        .onDeleteConflict(updateWins())
        .in(
            "crm",
            crm ->
                crm.dataset("contacts")
                    .key("id")
                    .map("name", "full_name")
                    .map("phone", "phone", trim().then(phone("CN")))
                    .map("status", "stage", dictionary("A", "active", "B", "blocked"))
                    .map("email", "mail", READ_ONLY))
        .in(
            "erp",
            erp ->
                erp.dataset("customer")
                    .key("tenant", "id")
                    .everyFieldByName()
                    .feed(polling("updated_at"))
                    .option("version", "column:revision"));
  }

  @Test
  void aDeclarationFromAFileCanBeGoneOnWith() {
    HubConfig read = CustomerHub.read();

    assertThat(Hub.from(read).config()).isEqualTo(read);
  }

  @Test
  void theContextNamesNoSecret() {
    HubBuilder builder = sample().secrets(name -> Optional.of("hunter2"));

    assertThat(builder.parts().surroundings().context().secret("any")).contains("hunter2");
    assertThat(builder.parts().toString()).doesNotContain("hunter2");
  }

  @Test
  void adaptersAreLentWhoKeepsSecrets() {
    Map<String, String> kept = new HashMap<>();

    AdapterContext none = sample().parts().surroundings().context();
    AdapterContext one = sample().secretsWriter(kept::put).parts().surroundings().context();
    one.secretsWriter().orElseThrow().write("crm", "hunter3");

    assertThat(none.secretsWriter()).isEmpty();
    assertThat(kept).containsExactly(Map.entry("crm", "hunter3"));
    assertThat(one.toString()).doesNotContain("hunter");
  }

  @Test
  void allMistakesComeAtOnce() {
    HubBuilder builder = sample().entity("order", order -> order.in("crn", flow -> {}));

    assertThatThrownBy(builder::build)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            the configuration has 4 faults:
              entities.order.fields: must declare a field: fields=[]
              entities.order.in.crn: must be one of [crm, erp]: system=crn, did you mean crm?
              entities.order.in.crn.dataset: must be given, as the system names it: dataset=
              entities.order.in.crn.map: must map a field, or every field by name: map=[]\
            """);
  }

  @Test
  void theExampleIsOpenedAndClosed() {
    sample().build().close();

    assertThat(crm.opened()).isEqualTo(1);
    assertThat(erp.closed()).isEqualTo(1);
  }

  @Test
  void theStateIsGivenOnce() {
    HubBuilder twice = sample().state("fake-store", Map.of("file", "state.db"));
    HubBuilder never = Hub.builder().system("crm", crm).entity("customer", HubBuilderTest::thing);

    assertThatThrownBy(twice::build)
        .hasMessageContaining("state: must be given once, a store is there: type=fake-store");
    assertThatThrownBy(never::build)
        .hasMessageEndingWith(
            "a fault:\n  state: must be given, as a store or by its type: state=");
  }

  private static void thing(EntityBuilder thing) {
    thing.field("phone", text()).in("crm", crm -> crm.dataset("contacts").everyFieldByName());
  }
}
