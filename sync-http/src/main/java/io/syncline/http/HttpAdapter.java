package io.syncline.http;

import io.syncline.http.manifest.Manifest;
import io.syncline.http.manifest.ManifestReader;
import io.syncline.http.rest.RestAdapter;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import java.nio.file.Path;
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

  private HttpAdapter(Path file, Map<String, String> settings, Map<String, String> secrets) {
    this.file = file;
    this.settings = settings;
    this.secrets = secrets;
  }

  /** The service that a YAML or JSON file describes; the file is read when the hub opens it. */
  public static HttpAdapter manifest(Path file) {
    return new HttpAdapter(file, Map.of(), Map.of());
  }

  /** With a value for {@code ${settings.name}}. */
  public HttpAdapter setting(String name, String value) {
    return new HttpAdapter(file, with(settings, name, value), secrets);
  }

  /** With a value for {@code ${secret.name}}, before any secret of that name that the host has. */
  public HttpAdapter secret(String name, String value) {
    return new HttpAdapter(file, settings, with(secrets, name, value));
  }

  /** Reads the manifest and connects to nothing yet. */
  @Override
  public Adapter open(AdapterContext context) {
    Manifest manifest = ManifestReader.read(file, settings);
    return RestAdapter.open(
        manifest,
        context.clock(),
        name -> Optional.ofNullable(secrets.get(name)).or(() -> context.secret(name)));
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
