package io.syncline.http.rest;

import io.syncline.http.auth.SecretsSource;
import io.syncline.http.budget.SharedBudgets;
import io.syncline.http.hook.Hook;
import io.syncline.http.hook.Hooks;
import io.syncline.http.inbound.WebhookReceiver;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.Manifest;
import io.syncline.http.replay.Taping;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import javax.sql.DataSource;

/** One web service, as a manifest describes it. Thread-safe. */
public final class RestAdapter implements Adapter {

  /** The type of adapter that cursors and settings name. */
  public static final String TYPE = "http";

  /** The largest body that is taken; a page that is larger needs a smaller {@code size}. */
  static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

  private final Manifest manifest;
  private final Outlet outlet;
  private final WebService service;
  private final Map<String, InboundReceiver> receivers;
  private final Supplies supplies;
  private final Spools spools = new Spools();

  private RestAdapter(
      Manifest manifest,
      Outlet outlet,
      WebService service,
      Map<String, InboundReceiver> receivers,
      Supplies supplies) {
    this.manifest = manifest;
    this.outlet = outlet;
    this.service = service;
    this.receivers = receivers;
    this.supplies = supplies;
  }

  /**
   * Connects to nothing yet, but for data sources that keep shared budgets; not to these either
   * where answers come from a recording.
   *
   * @param known asked at every call, but once for what connections are made with
   * @param blobs the blob stores that are lent, by name
   * @param dataSources the data sources that are lent, by name
   * @throws AdapterException.ConfigInvalid naming, together, every hook and every library that is
   *     not there, and every blob store that is not lent; where there are none of these, every data
   *     source that is not lent, or may not do what it must; then every secret that is not there,
   *     or not kept, or a recording that is none
   */
  public static Adapter open(
      Manifest manifest,
      InstantSource clock,
      SecretsSource known,
      Function<String, Optional<BlobStore>> blobs,
      Function<String, Optional<DataSource>> dataSources,
      Taping taping,
      Hooks hooks) {
    ClassLoader libraries = RestAdapter.class.getClassLoader();
    Supplies supplies = Supplies.of(manifest, hooks, blobs, libraries);
    SharedBudgets shared =
        taping.replay().isPresent()
            ? SharedBudgets.NONE
            : SharedBudgets.open(
                manifest.connection().limits(), manifest.connection().base(), dataSources, clock);
    Outlet outlet = Outlet.open(manifest.connection(), clock, known, taping);
    WebService service = new WebService(manifest.connection(), outlet, shared, clock);
    return new RestAdapter(
        manifest, outlet, service, receivers(manifest, clock, known::secret), supplies);
  }

  private static Map<String, InboundReceiver> receivers(
      Manifest manifest, InstantSource clock, Function<String, Optional<String>> secrets) {
    Map<String, InboundReceiver> receivers = new TreeMap<>();
    manifest
        .datasets()
        .forEach(
            (name, dataset) ->
                dataset
                    .inbound()
                    .ifPresent(
                        inbound ->
                            receivers.put(name, new WebhookReceiver(inbound, secrets, clock))));
    return Map.copyOf(receivers);
  }

  @Override
  public Health probe(Probe depth, Duration within) {
    List<Health.Check> checks = new ArrayList<>();
    Duration fastest = within;
    for (String name : names()) {
      long before = System.nanoTime();
      checks.add(check(name, within));
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
      if (depth != Probe.DEEP) {
        break;
      }
    }
    return new Health(checks, fastest);
  }

  @Override
  public List<String> datasets(Duration within) {
    return names();
  }

  @Override
  public Dataset dataset(DatasetSpec spec) {
    DatasetManifest found = manifest.datasets().get(spec.name());
    if (found == null) {
      throw invalid("dataset", "must be one of " + names() + ": " + spec.name());
    }
    List<SettingFault> faults = new ArrayList<>();
    spec.options()
        .keySet()
        .forEach(option -> faults.add(new SettingFault("options." + option, "must not be given")));
    if (!spec.key().isEmpty() && !spec.key().equals(found.key())) {
      faults.add(new SettingFault("key", "must be " + found.key() + ": " + spec.key()));
    }
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return dataset(found, spec, spools);
  }

  @Override
  public void close(Duration grace) {
    service.close(grace.dividedBy(2)); // the other half is for calls to end
    outlet.close().run();
    spools.close();
  }

  @Override
  public String toString() {
    return TYPE + "[" + manifest.connection().base() + "]";
  }

  private List<String> names() {
    return List.copyOf(new TreeSet<>(manifest.datasets().keySet()));
  }

  private RestDataset dataset(DatasetManifest found, DatasetSpec spec, Spools kept) {
    Optional<Hook> hook =
        found
            .hook()
            .or(() -> manifest.connection().hook())
            .map(id -> Objects.requireNonNull(supplies.hooks().get(id)));
    return new RestDataset(
        service.through(new Hooked(hook)),
        found,
        spec,
        Optional.ofNullable(receivers.get(found.name())),
        supplies.stores(),
        kept);
  }

  /** Lists one record. */
  private Health.Check check(String name, Duration within) {
    DatasetManifest found = Objects.requireNonNull(manifest.datasets().get(name));
    try (Spools ours = new Spools()) {
      Optional<Scanner> scanner = dataset(found, DatasetSpec.of(name), ours).bareScanner();
      if (scanner.isEmpty()) {
        return new Health.Check(name, true, "not looked at: it has no listing");
      }
      ScanPage page = scanner.get().start(new Limits(1, within));
      return new Health.Check(name, true, "listed " + page.entries().size());
    } catch (AdapterException e) {
      String kind = e.getClass().getSimpleName();
      return new Health.Check(name, false, kind + ": " + e.getMessage());
    }
  }

  private static AdapterException invalid(String path, String message) {
    return new AdapterException.ConfigInvalid(List.of(new SettingFault(path, message)));
  }
}
