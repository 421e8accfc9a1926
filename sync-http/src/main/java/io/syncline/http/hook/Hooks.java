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
   * Those of these ids, by id, found by one look.
   *
   * @param places the ids, by the path where the manifest names each
   * @param faults takes each path at which there is none, and what is wrong with all of them once
   */
  public Map<String, Hook> find(Map<String, String> places, List<SettingFault> faults) {
    Map<String, Hook> found = new TreeMap<>();
    if (places.isEmpty()) {
      return found;
    }
    Map<String, Hook> known = known(places.keySet().iterator().next(), faults);
    places.forEach(
        (path, id) ->
            Optional.ofNullable(known.get(id))
                .ifPresentOrElse(
                    hook -> found.put(id, hook), () -> faults.add(missing(path, id, known))));
    return found;
  }

  private Map<String, Hook> known(String path, List<SettingFault> faults) {
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
    return known;
  }

  private static SettingFault missing(String path, String id, Map<String, Hook> known) {
    return new SettingFault(
        path,
        known.isEmpty()
            ? "must be a hook that is there, and there is none: " + id
            : Faults.unknown("must be a hook that is there: " + id, id, known.keySet()));
  }
}
