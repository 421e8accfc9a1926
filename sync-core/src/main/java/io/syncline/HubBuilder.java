package io.syncline;

import io.syncline.config.AdapterConfig;
import io.syncline.config.BlobStoreConfig;
import io.syncline.config.EntityConfig;
import io.syncline.config.HubConfig;
import io.syncline.config.ScheduleConfig;
import io.syncline.config.StateConfig;
import io.syncline.config.Surroundings;
import io.syncline.config.SystemConfig;
import io.syncline.engine.HubLimits;
import io.syncline.engine.Instance;
import io.syncline.engine.Overlap;
import io.syncline.engine.SyncListener;
import io.syncline.model.SystemClock;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.BlobStore;
import io.syncline.spi.SecretsWriter;
import io.syncline.spi.Settings;
import io.syncline.store.StateStore;
import io.syncline.store.StateStoreProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Collects the declaration of a hub, and what the host lends to it. Checks nothing: {@link #build}
 * does, all at once.
 */
public final class HubBuilder {

  private String hub = HubConfig.DEFAULT_HUB;
  private Path folder = Path.of("");
  private Optional<StateConfig> state = Optional.empty();
  private final List<SystemConfig> systems = new ArrayList<>();
  private final List<BlobStoreConfig> blobs = new ArrayList<>();
  private final List<EntityConfig> entities = new ArrayList<>();
  private HubLimits limits = HubLimits.defaults();
  private ScheduleConfig schedule = ScheduleConfig.none();

  private Optional<StateStore> store = Optional.empty();
  private InstantSource clock = SystemClock.get();
  private SyncListener listener = SyncListener.none();
  private Instance instance = Instance.ofThisProcess();
  private Optional<Overlap> overlap = Optional.empty();
  private Function<String, Optional<String>> secrets = name -> Optional.empty();
  private Optional<SecretsWriter> secretsWriter = Optional.empty();
  private final Map<String, DataSource> dataSources = new LinkedHashMap<>();
  private final Map<String, BlobStore> blobStores = new LinkedHashMap<>();
  private final List<AdapterProvider> adapterProviders = new ArrayList<>();
  private final List<StateStoreProvider> storeProviders = new ArrayList<>();

  HubBuilder() {}

  /** Goes on from a declaration, such as one read from a file. */
  HubBuilder(HubConfig config) {
    hub = config.hub();
    folder = config.folder();
    state = config.state();
    systems.addAll(config.systems());
    blobs.addAll(config.blobs());
    entities.addAll(config.entities());
    limits = config.limits();
    schedule = config.schedule();
  }

  /** The id under which the hub counts its own events. Never change it once records live. */
  public HubBuilder id(String id) {
    hub = id;
    return this;
  }

  /** Keeps the state in {@code open}, which the hub will own and close. */
  public HubBuilder state(StateStore open) {
    store = Optional.of(open);
    return this;
  }

  /** Keeps the state in a store that the provider of {@code type} opens. */
  public HubBuilder state(String type, Map<String, String> settings) {
    state = Optional.of(new StateConfig(type, Settings.of(settings)));
    return this;
  }

  /** A system that takes part. The hub will open, own and close its adapter. */
  public HubBuilder system(String id, AdapterSource adapter) {
    systems.add(new SystemConfig(id, new AdapterConfig.Given(adapter)));
    return this;
  }

  /**
   * A system whose adapter the provider of {@code type} opens.
   *
   * @param settings may refer to secrets as <code>${secret:NAME}</code>
   */
  public HubBuilder system(String id, String type, Map<String, String> settings) {
    systems.add(new SystemConfig(id, new AdapterConfig.Typed(type, Settings.of(settings))));
    return this;
  }

  public HubBuilder entity(String name, Consumer<EntityBuilder> entity) {
    EntityBuilder builder = new EntityBuilder(name);
    entity.accept(builder);
    entities.add(builder.config());
    return this;
  }

  public HubBuilder limits(HubLimits bounds) {
    limits = bounds;
    return this;
  }

  /** When a started hub runs by itself, for all flows. */
  public HubBuilder schedule(Consumer<ScheduleBuilder> standard) {
    ScheduleBuilder builder = new ScheduleBuilder(schedule.standard());
    standard.accept(builder);
    schedule = schedule.withStandard(builder.config());
    return this;
  }

  /** What is different for one flow. Its black-outs come on top of those for all. */
  public HubBuilder schedule(String entity, String system, Consumer<ScheduleBuilder> own) {
    ScheduleBuilder builder = new ScheduleBuilder(schedule.flow(entity, system));
    own.accept(builder);
    schedule = schedule.withFlow(entity, system, builder.config());
    return this;
  }

  /** How long a run may show no progress before the listener is told; at first ten minutes. */
  public HubBuilder stallAfter(Duration time) {
    schedule = schedule.withStallAfter(time);
    return this;
  }

  /** What relative paths in settings are resolved against; at first the working directory. */
  public HubBuilder folder(Path base) {
    folder = base;
    return this;
  }

  public HubBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  public HubBuilder listener(SyncListener told) {
    listener = told;
    return this;
  }

  /** What this hub is called, and how long it is waited for, among those that share its store. */
  public HubBuilder instance(Instance one) {
    instance = one;
    return this;
  }

  /**
   * Where calls into systems go on while a run works on its state; on threads of the hub unless
   * given. For tests and simulations, which want everything in an order that repeats.
   */
  public HubBuilder overlap(Overlap other) {
    overlap = Optional.of(other);
    return this;
  }

  /** Looks a secret up by name whenever it is used; empty where there is none of that name. */
  public HubBuilder secrets(Function<String, Optional<String>> lookUp) {
    secrets = lookUp;
    return this;
  }

  /**
   * Keeps what a system replaces a secret by, such as a refresh token that is good once, where
   * {@link #secrets} finds it. Without one, systems that do so are refused.
   */
  public HubBuilder secretsWriter(SecretsWriter writer) {
    secretsWriter = Optional.of(writer);
    return this;
  }

  /** A data source that settings may name. It stays the host's. */
  public HubBuilder dataSource(String name, DataSource dataSource) {
    dataSources.put(name, dataSource);
    return this;
  }

  /** A store for contents that manifests and settings may name. It stays the host's. */
  public HubBuilder blobs(String name, BlobStore store) {
    blobStores.put(name, store);
    return this;
  }

  /**
   * A store for contents that the provider of {@code type} opens, and the hub closes.
   *
   * @param settings may refer to secrets as <code>${secret:NAME}</code>
   */
  public HubBuilder blobs(String name, String type, Map<String, String> settings) {
    blobs.add(new BlobStoreConfig(name, type, Settings.of(settings)));
    return this;
  }

  /** Used in place of a provider of the same type that the service loader finds. */
  public HubBuilder provider(AdapterProvider provider) {
    adapterProviders.add(provider);
    return this;
  }

  /** Used in place of a provider of the same type that the service loader finds. */
  public HubBuilder provider(StateStoreProvider provider) {
    storeProviders.add(provider);
    return this;
  }

  /** What was declared so far. */
  public HubConfig config() {
    return new HubConfig(hub, folder, state, systems, blobs, entities, limits, schedule);
  }

  HubParts parts() {
    HostContext context = new HostContext(clock, secrets, secretsWriter, dataSources, blobStores);
    return new HubParts(
        new Surroundings(store, context, adapterProviders, storeProviders),
        listener,
        instance,
        overlap.orElseGet(() -> Overlap.onThreads(hub)));
  }

  /**
   * Opens the systems and assembles the hub.
   *
   * @throws io.syncline.config.ConfigException naming every mistake; nothing is left open
   */
  public Hub build() {
    return Hub.open(config(), parts());
  }
}
