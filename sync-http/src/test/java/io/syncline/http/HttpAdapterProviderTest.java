package io.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.SettingFault;
import io.syncline.spi.Settings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class HttpAdapterProviderTest {

  @Test
  void theProviderIsFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(AdapterProvider.class))
        .filteredOn(provider -> provider.type().equals("http"))
        .hasSize(1)
        .allMatch(provider -> provider.spiVersion().equals(AdapterProvider.CURRENT));
  }

  @Test
  void settingsAndManifestAreCheckedOffline() throws URISyntaxException {
    AdapterProvider provider = new HttpAdapterProvider();

    assertThat(provider.validate(Settings.of(Map.of("settings.a", "b", "other", "c"))))
        .extracting(SettingFault::path)
        .containsExactly("manifest", "other");
    assertThat(provider.validate(good())).isEmpty();
    assertThat(provider.validate(Settings.of(Map.of("manifest", example()))))
        .extracting(SettingFault::toString)
        .containsExactly("connection.base: must be set: setting=baseUrl (line 6)");
  }

  @Test
  void aSecretThatTheHostHasNotIsNamed() {
    assertThatThrownBy(
            () -> new HttpAdapterProvider().open(good(), AdapterContext.of(InstantSource.system())))
        .hasMessage("secret.crm: must be known to the host");
  }

  @Test
  void theFrontDoorShowsNoSecret() {
    assertThat(HttpAdapter.manifest(Path.of("crm.yaml")).secret("crm", "hush"))
        .hasToString("HttpAdapter[crm.yaml]");
  }

  private static Settings good() throws URISyntaxException {
    return Settings.of(Map.of("manifest", example(), "settings.baseUrl", "https://crm.example"));
  }

  private static String example() throws URISyntaxException {
    return Path.of(HttpAdapterProviderTest.class.getResource("crm.yaml").toURI()).toString();
  }
}
