package io.syncline.config;

import io.syncline.spi.AdapterContext;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings with their secrets looked up and their paths made absolute, for one use. */
final class ReadySettings {

  private static final Pattern SECRET = Pattern.compile("\\$\\{secret:([^}]*)}");

  private final String path;
  private final AdapterContext context;
  private final Faults faults;
  private final Map<String, String> secrets = new TreeMap<>();
  private final Map<String, String> ready = new TreeMap<>();
  private int missing;

  private ReadySettings(String path, AdapterContext context, Faults faults) {
    this.path = path;
    this.context = context;
    this.faults = faults;
  }

  /**
   * Empty where anything is wrong, which is then among the faults. No fault shows a secret.
   *
   * @param specs tell which settings are paths
   */
  static ReadySettings of(
      String path,
      Settings raw,
      List<SettingSpec> specs,
      Path folder,
      Surroundings host,
      Faults to) {
    ReadySettings settings = new ReadySettings(path, host.context(), to);
    raw.values()
        .forEach((name, text) -> settings.ready.put(name, settings.withSecrets(name, text)));
    settings.ready.replaceAll((name, text) -> absolute(specs, name, text, folder));
    return settings;
  }

  private String withSecrets(String name, String text) {
    return SECRET
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(secret(name, match.group(1))));
  }

  private String secret(String setting, String name) {
    Optional<String> secret = context.secret(name);
    if (secret.isEmpty()) {
      missing++;
      faults.at(path + "." + setting, "must name a secret that the host has: secret=" + name);
    }
    secret
        .filter(value -> !value.isEmpty())
        .ifPresent(value -> secrets.put(value, "${secret:" + name + "}"));
    return secret.orElse("");
  }

  private static String absolute(List<SettingSpec> specs, String name, String text, Path folder) {
    boolean isPath =
        specs.stream()
            .anyMatch(spec -> spec.kind() == SettingSpec.Kind.PATH && spec.path().equals(name));
    return isPath && !text.isEmpty()
        ? folder.resolve(text).toAbsolutePath().normalize().toString()
        : text;
  }

  /** The settings, where {@code validate} and the look-up of secrets found no fault. */
  Optional<Settings> valid(Function<Settings, List<SettingFault>> validate) {
    if (missing > 0) {
      return Optional.empty();
    }
    Settings settings = Settings.of(ready);
    List<SettingFault> wrong = validate.apply(settings);
    refuse(wrong);
    return wrong.isEmpty() ? Optional.of(settings) : Optional.empty();
  }

  void refuse(List<SettingFault> wrong) {
    wrong.forEach(fault -> faults.at(path + "." + fault.path(), redacted(fault.message())));
  }

  private String redacted(String message) {
    String text = message;
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      text = text.replace(secret.getKey(), secret.getValue());
    }
    return text;
  }
}
