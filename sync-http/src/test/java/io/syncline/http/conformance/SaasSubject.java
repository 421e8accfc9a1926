package io.syncline.http.conformance;

import io.syncline.http.HttpAdapterProvider;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.BlobStore;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Settings;
import io.syncline.testkit.conformance.Abilities;
import io.syncline.testkit.conformance.Configured;
import io.syncline.testkit.conformance.SideChannel;
import io.syncline.testkit.conformance.Subject;
import io.syncline.testkit.conformance.TimeLimits;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** A dataset of a fake service on loopback, which the adapter knows by a manifest alone. */
class SaasSubject implements Subject {

  private static final String SECRET = "crm";
  static final String ODD_DATASET = "Order \"by\" x.y";

  private static final Duration SHORT = Duration.ofSeconds(3);

  private final String name;
  private final String manifest;
  private final String dataset;
  private final SaasFields fields;
  private final FakeSaas saas;
  private volatile Duration aged = Duration.ZERO;
  private int tokens;

  SaasSubject(String name, String manifest) {
    this(name, manifest, "contacts", SaasFields.ofContacts());
  }

  SaasSubject(String name, String manifest, String dataset, SaasFields fields) {
    this.name = name;
    this.manifest = manifest;
    this.dataset = dataset;
    this.fields = fields;
    InstantSource system = InstantSource.system();
    saas =
        FakeSaas.builder()
            .clock(() -> system.instant().plus(aged))
            .token("token-of-the-crm-0")
            .start();
    fields.demandedBy(records());
  }

  FakeSaas saas() {
    return saas;
  }

  /** Where the adapter calls. */
  URI url() {
    return saas.url();
  }

  FakeDataset records() {
    return saas.dataset(dataset);
  }

  SaasFields saasFields() {
    return fields;
  }

  /** Another of the same kind, with a service of its own. */
  SaasSubject another() {
    return new SaasSubject(name + ", another", manifest);
  }

  SaasSubject oddlyNamed() {
    return new SaasSubject(
        name + ", odd names", "oddly-named.yaml", ODD_DATASET, SaasFields.oddlyNamed());
  }

  void failNextWrite(FakeFault fault) {
    saas.faults().nextWrite(fault);
  }

  void failNextRead(FakeFault fault) {
    saas.faults().nextRead(fault);
  }

  /** The service's time. */
  Instant now() {
    return InstantSource.system().instant().plus(aged);
  }

  /** Time passes at the service, and nowhere else. */
  void age(Duration by) {
    aged = aged.plus(by);
  }

  /** The service takes another token, once so many more records were written. */
  void replaceTokenAfter(int records) {
    saas.access().replaceTokenAfter(records, "token-of-the-crm-" + ++tokens);
  }

  /** The token that is good now, as a host would keep it. */
  String token() {
    return saas.access().token().orElseThrow();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DatasetSpec dataset() {
    return DatasetSpec.of(dataset).withKey("id");
  }

  @Override
  public List<NativeField> fields() {
    return fields.all();
  }

  @Override
  public SideChannel behind() {
    return new SaasBehind(records(), fields);
  }

  @Override
  public Abilities abilities() {
    return new SaasAbilities(this);
  }

  @Override
  public Map<String, String> inapplicable() {
    return Map.of(
        "SC-03",
        "fields are those that the manifest names: they change with it, in the host's own hands");
  }

  @Override
  public TimeLimits limits() {
    return TimeLimits.standard().withCall(SHORT).withPatience(SHORT);
  }

  @Override
  public Optional<Configured> configured() {
    return Optional.of(new Configured(provider(), settings(url().toString()), secrets(token())));
  }

  @Override
  public AdapterSource adapter() {
    return opened(url().toString(), Optional.empty());
  }

  @Override
  public Optional<AdapterSource> recorded(Path file) {
    return Optional.of(opened(url().toString(), Optional.empty(), Map.of("record", file)));
  }

  /** Its address is one where nobody answers. */
  @Override
  public Optional<AdapterSource> replayed(Path file) {
    String nowhere = SaasAbilities.NOWHERE + url().getPath();
    return Optional.of(opened(nowhere, Optional.empty(), Map.of("replay", file)));
  }

  private static Map<String, String> secrets(String token) {
    return Map.of(SECRET, token, "hook", SaasCaller.SECRET, "hookBefore", SaasCaller.SECRET_BEFORE);
  }

  /** The adapter, opened as by a file, with another address or token. */
  AdapterSource opened(String baseUrl, Optional<String> otherToken) {
    return opened(baseUrl, otherToken, Map.of());
  }

  private AdapterSource opened(
      String baseUrl, Optional<String> otherToken, Map<String, Path> taping) {
    Map<String, String> all = settings(baseUrl);
    taping.forEach((name, file) -> all.put(name, file.toString()));
    Settings settings = Settings.of(all);
    return context -> provider().open(settings, new WithSecret(context, otherToken));
  }

  private AdapterProvider provider() {
    return new HttpAdapterProvider();
  }

  private Map<String, String> settings(String baseUrl) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("manifest", file(manifest).toString());
    settings.put("settings.baseUrl", baseUrl);
    return settings;
  }

  static Path file(String manifest) {
    try {
      return Path.of(SaasSubject.class.getResource(manifest).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a host lends, and the token as it is now. */
  private final class WithSecret implements AdapterContext {

    private final AdapterContext host;
    private final Optional<String> otherToken;

    WithSecret(AdapterContext host, Optional<String> otherToken) {
      this.host = host;
      this.otherToken = otherToken;
    }

    @Override
    public InstantSource clock() {
      return host.clock();
    }

    @Override
    public Optional<String> secret(String secret) {
      String token = otherToken.orElseGet(SaasSubject.this::token);
      return Optional.ofNullable(secrets(token).get(secret)).or(() -> host.secret(secret));
    }

    @Override
    public Optional<DataSource> dataSource(String source) {
      return host.dataSource(source);
    }

    @Override
    public Optional<BlobStore> blobStore(String name) {
      return host.blobStore(name);
    }
  }
}
