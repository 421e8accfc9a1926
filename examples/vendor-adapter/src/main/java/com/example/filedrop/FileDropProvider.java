package com.example.filedrop;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import java.util.List;

/** Makes adapters of type {@code filedrop}: a directory whose files are datasets. */
public final class FileDropProvider implements AdapterProvider {

  static final String TYPE = "filedrop";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<SettingSpec> settings() {
    return DropSettings.SPECS;
  }

  @Override
  public List<SettingFault> validate(Settings settings) {
    List<SettingFault> faults = settings.check(settings());
    return faults.isEmpty() ? DropSettings.faults(settings) : faults;
  }

  @Override
  public Adapter open(Settings settings, AdapterContext context) {
    List<SettingFault> faults = validate(settings);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return new FileDrop(DropSettings.of(settings));
  }
}
