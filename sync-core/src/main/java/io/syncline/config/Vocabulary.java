package io.syncline.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Names that a file may use for one kind of thing. Hyphens and case make no difference. */
final class Vocabulary<T> {

  private final String kind;
  private final Map<String, Function<Arguments, ? extends T>> factories;
  private final Map<String, String> names;

  private Vocabulary(
      String kind,
      Map<String, Function<Arguments, ? extends T>> factories,
      Map<String, String> names) {
    this.kind = kind;
    this.factories = factories;
    this.names = names;
  }

  static <T> Vocabulary<T> of(String kind) {
    return new Vocabulary<>(kind, Map.of(), Map.of());
  }

  /** This vocabulary with one more name, or another meaning for one that it has. */
  Vocabulary<T> with(String name, Function<Arguments, ? extends T> factory) {
    Map<String, Function<Arguments, ? extends T>> more = new LinkedHashMap<>(factories);
    Map<String, String> moreNames = new LinkedHashMap<>(names);
    more.put(plain(name), factory);
    moreNames.put(plain(name), name);
    return new Vocabulary<>(kind, more, moreNames);
  }

  Vocabulary<T> with(String name, T constant) {
    return with(
        name,
        arguments -> {
          arguments.exactly(0);
          return constant;
        });
  }

  private static String plain(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** What {@code text} names; empty where anything is wrong with it, which is then a fault. */
  Optional<T> read(String path, String text, Faults faults) {
    try {
      Call call = Call.parse(text);
      Function<Arguments, ? extends T> factory = factories.get(plain(call.name()));
      if (factory == null) {
        faults.unknown(path, names.values().stream().sorted().toList(), kind, call.name());
        return Optional.empty();
      }
      return Optional.of(factory.apply(new Arguments(call.name(), call.arguments())));
    } catch (IllegalArgumentException e) {
      faults.at(path, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
