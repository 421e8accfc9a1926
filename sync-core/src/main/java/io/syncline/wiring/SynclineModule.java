package io.syncline.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.binder.LinkedBindingBuilder;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterSource;
import io.syncline.store.StateStoreProvider;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Binds one {@link Hub}, which is opened when it is first asked for, or with an injector of the
 * production stage; the host closes it. Systems and providers may be contributed by any module, see
 * {@link #system} and {@link #adapters}.
 */
public final class SynclineModule extends AbstractModule {

  private final Consumer<HubBuilder> declaration;

  /**
   * @param declaration says what the hub is to do; the contributed systems and providers are there
   *     already
   */
  public SynclineModule(Consumer<HubBuilder> declaration) {
    this.declaration = declaration;
  }

  /** Contributes a system from any module. */
  public static LinkedBindingBuilder<AdapterSource> system(Binder binder, String id) {
    return systems(binder).addBinding(id);
  }

  /** Contributes providers of adapters from any module, beside those of the service loader. */
  public static Multibinder<AdapterProvider> adapters(Binder binder) {
    return Multibinder.newSetBinder(binder, AdapterProvider.class);
  }

  /** Contributes providers of state stores from any module. */
  public static Multibinder<StateStoreProvider> stores(Binder binder) {
    return Multibinder.newSetBinder(binder, StateStoreProvider.class);
  }

  private static MapBinder<String, AdapterSource> systems(Binder binder) {
    return MapBinder.newMapBinder(binder, String.class, AdapterSource.class);
  }

  @Override
  protected void configure() {
    systems(binder());
    adapters(binder());
    stores(binder());
  }

  @Provides
  HubBuilder builder(
      Map<String, AdapterSource> systems,
      Set<AdapterProvider> adapters,
      Set<StateStoreProvider> stores) {
    HubBuilder builder = Hub.builder();
    systems.forEach(builder::system);
    adapters.forEach(builder::provider);
    stores.forEach(builder::provider);
    declaration.accept(builder);
    return builder;
  }

  @Provides
  @Singleton
  Hub hub(HubBuilder builder) {
    return builder.build();
  }
}
