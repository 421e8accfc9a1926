package io.syncline.http;

import io.syncline.http.rest.RestAdapter;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes adapters of type {@code http}: a manifest, and what it refers to as settings. */
public final class HttpAdapterProvider implements AdapterProvider {

  private static final SettingSpec MANIFEST =
      SettingSpec.required(
          "manifest", SettingSpec.Kind.PATH, "the YAML or JSON file that describes the service");
  private static final SettingSpec RECORD =
      SettingSpec.optional(
          "record", SettingSpec.Kind.PATH, "", "a file that takes all exchanges, without secrets");
  private static final SettingSpec REPLAY =
      SettingSpec.optional(
          "replay", SettingSpec.Kind.PATH, "", "a recording that answers in the service's place");
  private static final SettingSpec VALUES =
      SettingSpec.optional(
          "settings.*", SettingSpec.Kind.TEXT, "", "values for ${settings.name} of the manifest");

  @Override
  public String type() {
    return RestAdapter.TYPE;
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(MANIFEST, RECORD, REPLAY, VALUES);
  }

  @Override
  public List<SettingFault> validate(Settings settings) {
    List<SettingFault> faults = new ArrayList<>(settings.check(settings()));
    if (settings.text(MANIFEST.path()).isPresent()) {
      faults.addAll(source(settings).validate());
    }
    return faults;
  }

  @Override
  public Adapter open(Settings settings, AdapterContext context) {
    List<SettingFault> faults = settings.check(settings());
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return source(settings).open(context);
  }

  private static HttpAdapter source(Settings settings) {
    HttpAdapter source = HttpAdapter.manifest(Path.of(settings.text(MANIFEST)));
    for (var value : settings.below("settings").entrySet()) {
      source = source.setting(value.getKey(), value.getValue());
    }
    HttpAdapter manifest = source;
    HttpAdapter recording =
        settings.text(RECORD.path()).map(file -> manifest.record(Path.of(file))).orElse(manifest);
    return settings
        .text(REPLAY.path())
        .map(file -> recording.replay(Path.of(file)))
        .orElse(recording);
  }
}
