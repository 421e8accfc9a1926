package io.syncline.http;

import io.syncline.http.auth.SecretsSource;
import io.syncline.http.hook.Hook;
import io.syncline.http.hook.Hooks;
import io.syncline.http.manifest.Manifest;
import io.syncline.http.manifest.ManifestReader;
import io.syncline.http.replay.Taping;
import io.syncline.http.rest.Explanation;
import io.syncline.http.rest.RestAdapter;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.SecretsWriter;
import io.syncline.spi.SettingFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A web service, as a manifest file describes it:
 *
 * <pre>{@code
 * hub.system("crm", HttpAdapter.manifest(Path.of("crm.yaml")).setting("baseUrl", url))
 * }</pre>
 *
 * <p>Immutable; {@code toString} shows no value of a setting or secret.
 */
public final class HttpAdapter implements AdapterSource {

  private final Path file;
  private final Map<String, String> settings;
  private final Map<String, String> secrets;

  private final Taping taping;
  private final List<Hook> hooks;

  private HttpAdapter(
      Path file,
      Map<String, String> settings,
      Map<String, String> secrets,
      Taping taping,
      List<Hook> hooks) {
    this.file = file;
    this.settings = settings;
    this.secrets = secrets;
    this.taping = taping;
    this.hooks = hooks;
  }

  /** The service that a YAML or JSON file describes; the file is read when the hub opens it. */
  public static HttpAdapter manifest(Path file) {
    return new HttpAdapter(file, Map.of(), Map.of(), Taping.NONE, List.of());
  }

  /** With a value for {@code ${settings.name}}. */
  public HttpAdapter setting(String name, String value) {
    return new HttpAdapter(file, with(settings, name, value), secrets, taping, hooks);
  }

  /** With a value for {@code ${secret.name}}, before any secret of that name that the host has. */
  public HttpAdapter secret(String name, String value) {
    return new HttpAdapter(file, settings, with(secrets, name, value), taping, hooks);
  }

  /**
   * With Java for what the manifest cannot say, which names it by {@code hook: ID}. Goes before one
   * of the same id that {@link java.util.ServiceLoader} finds.
   */
  public HttpAdapter hook(Hook hook) {
    List<Hook> more = new ArrayList<>(hooks);
    more.add(hook);
    return new HttpAdapter(file, settings, secrets, taping, List.copyOf(more));
  }

  /**
   * Takes every exchange with the service into a file in HAR 1.2, without secrets; a recording that
   * is there goes on. Whose records they are the file does not hide. Not together with {@link
   * #replay}.
   */
  public HttpAdapter record(Path recording) {
    return new HttpAdapter(file, settings, secrets, taping.recording(recording), hooks);
  }

  /**
   * Answers out of what {@link #record} made, and connects to nothing; secrets are not needed. A
   * call that was not recorded fails, and says what was.
   */
  public HttpAdapter replay(Path recording) {
    return new HttpAdapter(file, settings, secrets, taping.replaying(recording), hooks);
  }

  /**
   * Looks for what is wrong with the manifest and these settings, and connects to nothing. Secrets
   * and hooks are not needed.
   *
   * @return each fault with its path and line, and what was probably meant; empty: none
   */
  public List<SettingFault> validate() {
    try {
      ManifestReader.read(file, settings);
      return taping.faults();
    } catch (AdapterException.ConfigInvalid e) {
      return e.faults();
    }
  }

  /**
   * Which calls will be made, with headers and bodies, and what becomes of which answer, as text
   * for people. Connects to nothing; secrets are told by their names.
   *
   * @throws AdapterException.ConfigInvalid as {@link #validate} tells it
   */
  public String explain() {
    return Explanation.of(ManifestReader.read(file, settings));
  }

  /**
   * The ids of the hooks that the manifest needs, whether they are there or not; in order, each
   * once.
   *
   * @throws AdapterException.ConfigInvalid as {@link #validate} tells it
   */
  public List<String> hooks() {
    return ManifestReader.read(file, settings).hooks().values().stream()
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Reads the manifest and connects to nothing yet, but for data sources that keep shared budgets.
   *
   * @throws AdapterException.ConfigInvalid also for a hook that is not there
   */
  @Override
  public Adapter open(AdapterContext context) {
    Manifest manifest = ManifestReader.read(file, settings);
    return RestAdapter.open(
        manifest,
        context.clock(),
        known(context),
        context::blobStore,
        context::dataSource,
        taping,
        Hooks.of(hooks));
  }

  /** What was given here stays as it is. */
  private SecretsSource known(AdapterContext context) {
    return new SecretsSource() {
      @Override
      public Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name)).or(() -> context.secret(name));
      }

      @Override
      public Optional<SecretsWriter> writer(String name) {
        return secrets.containsKey(name) ? Optional.empty() : context.secretsWriter();
      }
    };
  }

  @Override
  public String toString() {
    return "HttpAdapter[" + file + "]";
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new TreeMap<>(map);
    more.put(name, value);
    return Map.copyOf(more);
  }
}
