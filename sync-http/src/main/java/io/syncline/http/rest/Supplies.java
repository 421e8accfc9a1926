package io.syncline.http.rest;

import io.syncline.http.codec.MultipartFormat;
import io.syncline.http.hook.Hook;
import io.syncline.http.hook.Hooks;
import io.syncline.http.manifest.AttachmentSpec;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.Manifest;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.SettingFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a manifest needs from around it, all looked for before any call.
 *
 * @param hooks by id
 * @param stores blob stores, by name
 */
record Supplies(Map<String, Hook> hooks, Map<String, BlobStore> stores) {

  Supplies {
    hooks = Map.copyOf(hooks);
    stores = Map.copyOf(stores);
  }

  /**
   * Looks for all of it.
   *
   * @param stores those that are lent, by name
   * @param libraries has those that are optional, or not
   * @throws AdapterException.ConfigInvalid naming every hook, store and library that is not there
   */
  static Supplies of(
      Manifest manifest,
      Hooks hooks,
      Function<String, Optional<BlobStore>> stores,
      ClassLoader libraries) {
    List<SettingFault> faults = new ArrayList<>();
    if (!MultipartFormat.isThere(libraries)) {
      faults.addAll(withoutMultipart(manifest));
    }
    Supplies found =
        new Supplies(hooks.find(manifest.hooks(), faults), stores(manifest, stores, faults));
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return found;
  }

  private static List<SettingFault> withoutMultipart(Manifest manifest) {
    return manifest.datasets().values().stream()
        .filter(DatasetManifest::readsParts)
        .map(
            dataset ->
                new SettingFault(
                    "datasets." + dataset.name(),
                    "must have org.apache.james:apache-mime4j-core on the class path, by which"
                        + " multipart is read"))
        .toList();
  }

  private static Map<String, BlobStore> stores(
      Manifest manifest, Function<String, Optional<BlobStore>> lent, List<SettingFault> faults) {
    Map<String, BlobStore> stores = new TreeMap<>();
    for (DatasetManifest dataset : manifest.datasets().values()) {
      for (AttachmentSpec each : dataset.attachments()) {
        String path = "datasets." + dataset.name() + ".attachments." + each.name() + ".store";
        lent.apply(each.store())
            .ifPresentOrElse(
                store -> stores.put(each.store(), store),
                () ->
                    faults.add(
                        new SettingFault(
                            path, "must be the name of a blob store: " + each.store())));
      }
    }
    return stores;
  }
}
