package io.syncline.testkit.conformance;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.SettingSpec.Kind;
import io.syncline.spi.Settings;
import io.syncline.testkit.fixture.MemorySystem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens systems in memory by their names, behind a token that may be wrong. */
public class MemoryProvider implements AdapterProvider {

  static final String TYPE = "memory";
  static final String TOKEN = "s3cret-4711";
  static final SettingSpec SYSTEM =
      SettingSpec.required("system", Kind.TEXT, "the name of a system that is there");
  static final SettingSpec SECRET = SettingSpec.secret("token", "what opens it");
  private static final Map<String, MemorySystem> THERE = new ConcurrentHashMap<>();

  static Settings settings(String name, MemorySystem system, String token) {
    THERE.put(name, system);
    return Settings.of(Map.of("system", name, "token", token));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(
        SYSTEM,
        SECRET,
        SettingSpec.optional("pages", Kind.INTEGER, "100", "rows on a page"),
        SettingSpec.optional("strict", Kind.BOOLEAN, "true", "whether it is strict"),
        SettingSpec.optional("patience", Kind.DURATION, "PT1S", "how long it waits"),
        SettingSpec.oneOf("mode", List.of("plain", "fancy"), "plain", "how it looks"));
  }

  @Override
  public Adapter open(Settings settings, AdapterContext context) {
    List<SettingFault> faults = validate(settings);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    Optional<MemorySystem> system = settings.text("system").map(THERE::get);
    if (system.isEmpty()) {
      return ProbedAs.bad("address", "cannot reach the system");
    }
    return settings.text("token").equals(Optional.of(TOKEN))
        ? system.get().open(context)
        : ProbedAs.bad("auth", "the token is not accepted");
  }
}
