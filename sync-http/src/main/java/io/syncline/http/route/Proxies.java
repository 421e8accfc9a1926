package io.syncline.http.route;

import io.syncline.http.auth.Secrets;
import io.syncline.http.client.ForwardProxy;
import io.syncline.http.manifest.ProxySpec;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Opens the way through a proxy. */
final class Proxies {

  /** Schemes in which Java shows no proxy who we are when it opens a tunnel. */
  private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

  private Proxies() {}

  /**
   * Reads its secrets as they are now.
   *
   * @param tunnels whether calls go through it by https
   * @throws AdapterException.ConfigInvalid where Java was not told to do what is asked for
   */
  static ForwardProxy open(ProxySpec spec, boolean tunnels, Secrets secrets) {
    if (spec.client().isPresent() && tunnels && !tunnelsTakeBasic()) {
      throw new AdapterException.ConfigInvalid(
          List.of(
              new SettingFault(
                  "connection.proxy.user",
                  "must not be given for https unless Java is started with -D" + DISABLED + "=")));
    }
    return new ForwardProxy(
        spec.host(), spec.port(), spec.direct(), spec.client().flatMap(secrets::basic));
  }

  /** By default Java does not: it goes to the proxy unencrypted, and the switch is global. */
  private static boolean tunnelsTakeBasic() {
    String disabled = System.getProperty(DISABLED);
    return Stream.of((disabled == null ? disabledInFile() : disabled).split(",", -1))
        .noneMatch(scheme -> scheme.strip().equalsIgnoreCase("Basic"));
  }

  /** What holds where no property says otherwise. */
  private static String disabledInFile() {
    Properties file = new Properties();
    Path path = Path.of(System.getProperty("java.home"), "conf", "net.properties");
    try (Reader reader = Files.newBufferedReader(path)) {
      file.load(reader);
    } catch (IOException e) {
      return "Basic";
    }
    return Optional.ofNullable(file.getProperty(DISABLED)).orElse("");
  }
}
