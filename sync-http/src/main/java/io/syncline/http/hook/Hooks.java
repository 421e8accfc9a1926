package io.syncline.http.hook;

import io.syncline.http.manifest.Faults;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The hooks there are: those that were handed in, then those that the service loader finds. */
public final class Hooks {

  private final List<Hook> given;

  private Hooks(List<Hook> given) {
    this.given = List.copyOf(given);
  }

  /** Looks for none yet. */
  public static Hooks of(List<Hook> given) {
    return new Hooks(given);
  }

  /**
   * The one of this id.
   *
   * @param path where the manifest names it
   * @param faults takes why there is none
   */
  public Optional<Hook> find(String id, String path, List<SettingFault> faults) {
    Map<String, Hook> known = new TreeMap<>();
    for (Hook hook : given) {
      if (known.putIfAbsent(hook.id(), hook) != null) {
        faults.add(new SettingFault(path, "must be handed in once: hook=" + hook.id()));
      }
    }
    Map<String, Hook> found = new TreeMap<>();
    try {
      for (Hook hook : ServiceLoader.load(Hook.class)) {
        if (found.putIfAbsent(hook.id(), hook) != null && !known.containsKey(hook.id())) {
          faults.add(
              new SettingFault(path, "must be in one jar of the class path: hook=" + hook.id()));
        }
      }
    } catch (ServiceConfigurationError e) {
      faults.add(new SettingFault(path, "must be hooks that can be made: " + e.getMessage()));
    }
    found.forEach(known::putIfAbsent);
    Hook hook = known.get(id);
    if (hook == null) {
      faults.add(
          new SettingFault(
              path,
              known.isEmpty()
                  ? "must be a hook that is there, and there is none: " + id
                  : Faults.unknown("must be a hook that is there: " + id, id, known.keySet())));
    }
    return Optional.ofNullable(hook);
  }
}
