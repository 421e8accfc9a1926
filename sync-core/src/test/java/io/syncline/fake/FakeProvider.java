package io.syncline.fake;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.SettingSpec.Kind;
import io.syncline.spi.Settings;
import java.util.List;

/** Found by the service loader; opens systems with the dataset {@code things}. */
public final class FakeProvider implements AdapterProvider {

  private final String type;
  private final SpiVersion version;
  private Settings seen = Settings.of(java.util.Map.of());

  public FakeProvider() {
    this("fake", CURRENT);
  }

  public FakeProvider(String type, SpiVersion version) {
    this.type = type;
    this.version = version;
  }

  /** The settings that the last system was opened with. */
  public Settings seen() {
    return seen;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public SpiVersion spiVersion() {
    return version;
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(
        SettingSpec.required("url", Kind.TEXT, "where the system is"),
        SettingSpec.optional("port", Kind.INTEGER, "1", "the port"),
        SettingSpec.optional("manifest", Kind.PATH, "", "a file"),
        SettingSpec.secret("token", "the password"));
  }

  @Override
  public Adapter open(Settings settings, AdapterContext context) {
    seen = settings;
    return new FakeAdapter()
        .with(FakeDataset.of("things").with("name", "email"))
        .with(FakeDataset.of("others").with("name", "email"));
  }
}
