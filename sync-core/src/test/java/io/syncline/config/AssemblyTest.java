package io.syncline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.engine.HubLimits;
import io.syncline.engine.Retention;
import io.syncline.engine.SyncEntity;
import io.syncline.fake.FakeAdapter;
import io.syncline.fake.FakeDataset;
import io.syncline.fake.FakeProvider;
import io.syncline.fake.FakeStore;
import io.syncline.mapping.Direction;
import io.syncline.mapping.FieldMapping;
import io.syncline.mapping.Lens;
import io.syncline.mapping.Lenses;
import io.syncline.model.FieldType;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.plan.Guards;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.SystemRules.Scope;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterProvider.SpiVersion;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class AssemblyTest {

  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");

  private final FakeStore store = new FakeStore();
  private final FakeAdapter crm =
      new FakeAdapter().with(FakeDataset.of("contacts").with("full_name", "mail"));
  private final FakeAdapter erp =
      new FakeAdapter().with(FakeDataset.of("customer").with("name", "email"));
  private final List<AdapterProvider> providers = new ArrayList<>();
  private List<MapConfig> inCrm =
      List.of(map("name", "full_name"), map("email", "mail", Lenses.lower()));
  private Optional<StateConfig> state = Optional.empty();
  private Optional<SystemConfig> third = Optional.empty();
  private final List<BlobStoreConfig> blobs = new ArrayList<>();

  private static MapConfig map(String field, String nativeField) {
    return map(field, nativeField, Lenses.identity());
  }

  private static MapConfig map(String field, String nativeField, Lens lens) {
    return new MapConfig(field, nativeField, lens, Optional.empty());
  }

  private Assembly open() {
    List<SystemConfig> systems = new ArrayList<>();
    systems.add(new SystemConfig("crm", new AdapterConfig.Given(crm)));
    systems.add(new SystemConfig("erp", new AdapterConfig.Given(erp)));
    third.ifPresent(systems::add);
    HubConfig config =
        new HubConfig(
            "hub",
            Path.of("/etc/hub"),
            state,
            systems,
            blobs,
            List.of(customer()),
            HubLimits.defaults(),
            ScheduleConfig.none());
    return Assembly.open(
        config,
        new Surroundings(
            state.isPresent() ? Optional.empty() : Optional.of(store),
            new Context(),
            providers,
            List.of()));
  }

  private EntityConfig customer() {
    return new EntityConfig(
        "customer",
        List.of(
            new FieldConfig("name", FieldType.text()), new FieldConfig("email", FieldType.text())),
        List.of(),
        List.of(CorrelationRule.on("email")),
        Map.of("email", "erp"),
        PolicyConfig.hold(),
        PolicyConfig.hold(),
        DeletePolicy.holdForReview(),
        false,
        List.of(
            new FlowConfig(
                "crm",
                DatasetSpec.of("contacts").withKey("id"),
                inCrm,
                false,
                Guards.usual(),
                Scope.all()),
            new FlowConfig(
                "erp", DatasetSpec.of("customer"), List.of(), true, Guards.usual(), Scope.all())),
        Retention.usual());
  }

  private List<String> faults() {
    return catchThrowableOfType(ConfigException.class, this::open).faults().stream()
        .map(ConfigFault::toString)
        .toList();
  }

  /** Has one secret. */
  private record Context() implements AdapterContext {
    @Override
    public InstantSource clock() {
      return InstantSource.fixed(Instant.EPOCH);
    }

    @Override
    public Optional<String> secret(String name) {
      return Optional.of("hunter2").filter(value -> name.equals("crm.token"));
    }

    @Override
    public Optional<DataSource> dataSource(String name) {
      return Optional.empty();
    }
  }

  @Test
  void aDeclarationBecomesEntitiesThatRun() {
    try (Assembly assembly = open()) {
      SyncEntity customer = assembly.entities().get(0);

      assertThat(customer.schema().names()).containsExactly("name", "email");
      assertThat(customer.flows().keySet()).containsExactly(CRM, ERP);
      assertThat(customer.flow(ERP).mapping().fields())
          .extracting(FieldMapping::nativeField)
          .containsExactly("name", "email");
      SystemRules rules = customer.reconciler().rules().system(CRM);
      assertThat(rules.writes()).containsExactly("name", "email");
      assertThat(rules.writesByToken()).isTrue();
      assertThat(rules.shown().show("email", Value.of("A@B"))).isEqualTo(Value.of("a@b"));
      assertThat(assembly.adapters()).containsOnlyKeys(CRM, ERP);
    }
  }

  @Test
  void eachSystemIsOpenedOnceAndAskedForWhatIsNeeded() {
    open().close();

    assertThat(crm.opened()).isEqualTo(1);
    assertThat(crm.asked().get(crm.asked().size() - 1).fields())
        .containsExactly("id", "full_name", "mail");
    assertThat(erp.asked().get(erp.asked().size() - 1).fields())
        .containsExactly("id", "name", "email");
  }

  @Test
  void closingClosesAdaptersAndStore() {
    open().close();

    assertThat(List.of(crm.closed(), erp.closed(), store.closed())).containsExactly(1, 1, 1);
  }

  @Test
  void aBlobStoreOfATypeThatNobodyOpensIsSaid() {
    blobs.add(new BlobStoreConfig("photos", "flie", Settings.of(Map.of())));

    assertThat(faults()).containsExactly("blobs.photos.type: must be one of []: type=flie");
    assertThat(List.of(crm.closed(), erp.closed(), store.closed())).containsExactly(1, 1, 1);
  }

  @Test
  void afterAFaultNothingIsLeftOpen() {
    inCrm = List.of(map("name", "fullname"), map("email", "mail"));

    assertThat(faults())
        .containsExactly(
            "entities.customer.in.crm.map[0]: must be one of [id, full_name, mail]:"
                + " native=fullname, did you mean full_name?");
    assertThat(List.of(crm.closed(), erp.closed(), store.closed())).containsExactly(1, 1, 1);
  }

  @Test
  void whatTheDatasetRefusesIsSaidAtItsPath() {
    crm.with(FakeDataset.of("contacts").can(FakeDataset.writable().build()).with("full_name"));
    FakeAdapter none = new FakeAdapter();
    third = Optional.of(new SystemConfig("erp", new AdapterConfig.Given(none)));
    erp.with(FakeDataset.of("customer"));

    assertThat(faults())
        .containsExactly(
            "systems.erp: must be declared once: system=erp",
            "entities.customer.in.crm.map[1]: must be one of [id, full_name]: native=mail",
            "entities.customer.in.erp.everyFieldByName: must be one of [id]: native=name",
            "entities.customer.in.erp.everyFieldByName: must be one of [id]: native=email");
  }

  @Test
  void aDatasetThatIsNotThereIsSaidAtItsPath() {
    FakeAdapter other = new FakeAdapter().with(FakeDataset.of("contact"));
    third = Optional.of(new SystemConfig("third", new AdapterConfig.Given(other)));
    FlowConfig flow =
        new FlowConfig(
            "third", DatasetSpec.of("contacts"), inCrm, false, Guards.usual(), Scope.all());
    Faults faults = new Faults();

    new FlowOpening(customer(), flow, other, HubLimits.defaults().call(), faults).open();

    assertThat(faults.list())
        .containsExactly(
            new ConfigFault(
                "entities.customer.in.third.dataset",
                "must be one of [contact]: dataset=contacts"));
  }

  @Test
  void writesWithoutAnyPreconditionAreRefused() {
    crm.with(
        FakeDataset.of("contacts")
            .with("full_name", "mail")
            .can(FakeDataset.writable().preconditions(PreconditionKind.EXISTS).build()));

    assertThat(faults())
        .containsExactly(
            "entities.customer.in.crm.dataset: must take writes on condition of a version or of"
                + " values, else edits are lost; map its fields READ_ONLY: preconditions=[EXISTS]");
  }

  @Test
  void withoutVersionsWritesGoByValues() {
    crm.with(
        FakeDataset.of("contacts")
            .with("full_name", "mail")
            .can(
                FakeDataset.writable()
                    .preconditions(PreconditionKind.FIELDS, PreconditionKind.VERSION)
                    .versions(Versions.NONE)
                    .build()));

    try (Assembly assembly = open()) {
      assertThat(assembly.entities().get(0).reconciler().rules().system(CRM).writesByToken())
          .isFalse();
    }
  }

  @Test
  void whatCannotBeWrittenIsOnlyRead() {
    crm.with(FakeDataset.of("contacts").with("full_name").withReadOnly("mail"));

    try (Assembly assembly = open()) {
      assertThat(assembly.entities().get(0).flow(CRM).mapping().fields())
          .extracting(FieldMapping::direction)
          .containsExactly(Direction.BOTH, Direction.READ_ONLY);
      assertThat(assembly.entities().get(0).reconciler().rules().system(CRM).writes())
          .containsExactly("name");
    }
  }

  @Test
  void whatMustBeWrittenAndCannotIsAFault() {
    crm.with(FakeDataset.of("contacts").with("full_name").withReadOnly("mail"));
    inCrm =
        List.of(
            map("name", "full_name"),
            new MapConfig("email", "mail", Lenses.identity(), Optional.of(Direction.BOTH)));

    assertThat(faults())
        .containsExactly(
            "entities.customer.in.crm.map[1]: must be READ_ONLY, the system takes no writes of it:"
                + " direction=BOTH");
  }

  private void mailIsWrittenByItself() {
    crm.with(
        FakeDataset.of("contacts")
            .with("full_name", "mail")
            .can(
                FakeDataset.writable()
                    .preconditions(PreconditionKind.FIELDS)
                    .apart(Set.of("mail"))
                    .build()));
  }

  @Test
  void whatIsWrittenByItselfIsInNoCreate() {
    mailIsWrittenByItself();

    try (Assembly assembly = open()) {
      SystemRules rules = assembly.entities().get(0).reconciler().rules().system(CRM);
      assertThat(rules.writes()).containsExactly("name", "email");
      assertThat(rules.creates()).containsExactly("name");
      assertThat(rules.apart()).containsExactly("email");
    }
  }

  @Test
  void whatIsWrittenByItselfCannotBeWrittenOnceOnly() {
    mailIsWrittenByItself();
    inCrm =
        List.of(
            map("name", "full_name"),
            new MapConfig("email", "mail", Lenses.identity(), Optional.of(Direction.WRITE_ONCE)));

    assertThat(faults())
        .containsExactly(
            "entities.customer.in.crm.map[1]: must not be WRITE_ONCE, the system takes no creates"
                + " with it: native=mail");
  }

  @Test
  void aLensThatBreaksItsLawsIsRefused() {
    Lens upper =
        Lens.of(
            value -> Value.of(value.toString().toUpperCase(java.util.Locale.ROOT)), value -> value);
    inCrm = List.of(map("name", "full_name", upper), map("email", "mail"));

    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("entities.customer.in.crm.map[0]: must keep the law ");
  }

  @Test
  void providersAreFoundByTheServiceLoader() {
    third = typed("fake", Map.of("url", "x"));

    try (Assembly assembly = open()) {
      assertThat(assembly.adapters()).containsOnlyKeys(CRM, ERP, new SystemId("third"));
    }
  }

  private static Optional<SystemConfig> typed(String type, Map<String, String> settings) {
    return Optional.of(
        new SystemConfig("third", new AdapterConfig.Typed(type, Settings.of(settings))));
  }

  @Test
  void secretsAreFilledInAndPathsResolvedOnTheWayToTheProvider() {
    FakeProvider mine = new FakeProvider("fake", AdapterProvider.CURRENT);
    providers.add(mine);
    third = typed("fake", Map.of("url", "x", "token", "${secret:crm.token}", "manifest", "m.yaml"));

    open().close();

    assertThat(mine.seen().values())
        .containsEntry("token", "hunter2")
        .containsEntry("manifest", Path.of("/etc/hub/m.yaml").toAbsolutePath().toString());
  }

  @Test
  void everyFaultOfTheSettingsIsSaidAndNoSecretIsShown() {
    third =
        typed("fake", Map.of("port", "${secret:crm.token}", "tokn", "", "token", "${secret:none}"));

    assertThat(faults())
        .containsExactly(
            "systems.third.settings.token: must name a secret that the host has: secret=none");

    third = typed("fake", Map.of("port", "${secret:crm.token}", "tokn", ""));

    assertThat(faults())
        .containsExactly(
            "systems.third.settings.url: must be given: where the system is",
            "systems.third.settings.port: must be a whole number: value=${secret:crm.token}",
            "systems.third.settings.tokn: must be one of [manifest, port, token, url]");
  }

  @Test
  void anUnknownTypeIsRefused() {
    third = typed("fak", Map.of());

    assertThat(faults())
        .containsExactly("systems.third.type: must be one of [fake]: type=fak, did you mean fake?");
  }

  @Test
  void aProviderOfAnotherMajorVersionIsRefused() {
    providers.add(new FakeProvider("old", new SpiVersion(0, 9)));
    third = typed("old", Map.of("url", "x"));

    assertThat(faults())
        .containsExactly("systems.third.type: must be built for version 1 of the SPI: version=0");
  }

  @Test
  void twoProvidersOfOneTypeAreRefused() {
    providers.add(new FakeProvider("twin", AdapterProvider.CURRENT));
    providers.add(new FakeProvider("twin", AdapterProvider.CURRENT));
    third = typed("twin", Map.of());

    assertThat(faults())
        .containsExactly(
            "systems.third.type: must have one provider: type=twin"
                + " providers=[io.syncline.fake.FakeProvider, io.syncline.fake.FakeProvider]");
  }

  @Test
  void theStoreIsOpenedByItsType() {
    state = Optional.of(new StateConfig("fake-store", Settings.of(Map.of("file", "s.db"))));

    try (Assembly assembly = open()) {
      assertThat(assembly.store()).isInstanceOf(FakeStore.class);
    }

    state = Optional.of(new StateConfig("fake-store", Settings.of(Map.of("fil", "s.db"))));

    assertThat(faults())
        .containsExactly(
            "state.settings.file: must be given: where the state is kept",
            "state.settings.fil: must be one of [file]");
  }

  @Test
  void aSystemThatDoesNotAnswerIsNoMistakeOfTheConfiguration() {
    third =
        Optional.of(
            new SystemConfig(
                "third",
                new AdapterConfig.Given(
                    context -> {
                      throw new AdapterException.Unreachable("away");
                    })));

    assertThatThrownBy(this::open).isInstanceOf(AdapterException.Unreachable.class);
    assertThat(List.of(crm.closed(), erp.closed(), store.closed())).containsExactly(1, 1, 1);
  }

  @Test
  void fieldsThatAgreeWithNobodyAreAdvisedAgainst() {
    inCrm = List.of(map("name", "full_name"));
    EntityConfig customer = customer();

    assertThat(Advice.on(customer))
        .containsExactly(
            new ConfigFault(
                "entities.customer.fields.email", "should be mapped in two systems: in=[erp]"));
  }
}
