package io.syncline.spi;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of one adapter: dotted path to text. {@code toString} shows the paths only, no value.
 */
public record Settings(SortedMap<String, String> values) {

  public Settings {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Settings of(Map<String, String> values) {
    return new Settings(new TreeMap<>(values));
  }

  public Optional<String> text(String path) {
    return Optional.ofNullable(values.get(path)).filter(text -> !text.isEmpty());
  }

  public String text(SettingSpec spec) {
    return text(spec.path()).orElse(spec.fallback());
  }

  public int integer(SettingSpec spec) {
    return Integer.parseInt(text(spec));
  }

  public boolean bool(SettingSpec spec) {
    return Boolean.parseBoolean(text(spec));
  }

  public Duration duration(SettingSpec spec) {
    return Duration.parse(text(spec));
  }

  /** All settings below {@code prefix.}, without the prefix. */
  public Map<String, String> below(String prefix) {
    Map<String, String> found = new TreeMap<>();
    values.forEach(
        (path, text) -> {
          if (path.startsWith(prefix + ".")) {
            found.put(path.substring(prefix.length() + 1), text);
          }
        });
    return found;
  }

  /**
   * Every fault against {@code specs}. A spec path that ends in {@code .*} stands for all paths
   * below it.
   */
  public List<SettingFault> check(List<SettingSpec> specs) {
    List<SettingFault> faults = new ArrayList<>();
    for (SettingSpec spec : specs) {
      if (spec.required() && text(spec.path()).isEmpty()) {
        faults.add(new SettingFault(spec.path(), "must be given: " + spec.doc()));
      }
    }
    values.forEach(
        (path, text) ->
            specs.stream()
                .filter(spec -> covers(spec.path(), path))
                .findFirst()
                .ifPresentOrElse(
                    spec -> fault(spec, path, text).ifPresent(faults::add),
                    () -> faults.add(unknown(specs, path))));
    return faults;
  }

  private static boolean covers(String spec, String path) {
    return spec.endsWith(".*")
        ? path.startsWith(spec.substring(0, spec.length() - 1))
        : spec.equals(path);
  }

  private static SettingFault unknown(List<SettingSpec> specs, String path) {
    return new SettingFault(
        path, "must be one of " + specs.stream().map(SettingSpec::path).sorted().toList());
  }

  private static Optional<SettingFault> fault(SettingSpec spec, String path, String text) {
    String rule =
        switch (spec.kind()) {
          case TEXT, PATH -> "";
          case INTEGER -> text.matches("-?\\d{1,9}") ? "" : "must be a whole number";
          case BOOLEAN -> text.matches("true|false") ? "" : "must be true or false";
          case DURATION -> isDuration(text) ? "" : "must be an ISO duration such as PT30S";
          case ENUM -> spec.symbols().contains(text) ? "" : "must be one of " + spec.symbols();
        };
    return rule.isEmpty()
        ? Optional.empty()
        : Optional.of(new SettingFault(path, rule + (spec.secret() ? "" : ": value=" + text)));
  }

  private static boolean isDuration(String text) {
    try {
      Duration.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
