package io.syncline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** The providers there are, by type: those handed in, then those that the service loader finds. */
final class Providers<P> {

  private final Map<String, List<P>> byType = new TreeMap<>();

  private Providers() {}

  static <P> Providers<P> of(Class<P> kind, List<P> given, Function<P, String> type) {
    Providers<P> providers = new Providers<>();
    given.forEach(each -> providers.add(type.apply(each), each));
    Map<String, List<P>> found = new TreeMap<>();
    for (P each : ServiceLoader.load(kind)) {
      found.computeIfAbsent(type.apply(each), name -> new ArrayList<>()).add(each);
    }
    found.forEach(providers.byType::putIfAbsent);
    return providers;
  }

  private void add(String type, P provider) {
    byType.computeIfAbsent(type, name -> new ArrayList<>()).add(provider);
  }

  /** The one provider of {@code type}; where there is not just one, that is a fault. */
  Optional<P> find(String type, String path, Faults faults) {
    List<P> found = byType.getOrDefault(type, List.of());
    if (found.isEmpty()) {
      faults.unknown(path, byType.keySet(), "type", type);
      return Optional.empty();
    }
    if (found.size() > 1) {
      List<String> classes = found.stream().map(each -> each.getClass().getName()).toList();
      faults.at(path, "must have one provider: type=" + type + " providers=" + classes);
      return Optional.empty();
    }
    return Optional.of(found.get(0));
  }
}
