package io.syncline.http.manifest;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with references to secrets, such as {@code ${secret.crm}}; itself no secret. */
public record SecretText(String text) {

  static final Pattern REFERENCE = Pattern.compile("\\$\\{secret\\.([A-Za-z0-9_.-]+)}");

  /** The names of the secrets it refers to. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    REFERENCE.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
    return names;
  }

  /** The text with the secrets in place; empty where one of them is unknown. */
  public Optional<String> reveal(Function<String, Optional<String>> secrets) {
    StringBuilder revealed = new StringBuilder();
    Matcher references = REFERENCE.matcher(text);
    int from = 0;
    while (references.find()) {
      Optional<String> secret = secrets.apply(references.group(1));
      if (secret.isEmpty()) {
        return Optional.empty();
      }
      revealed.append(text, from, references.start()).append(secret.get());
      from = references.end();
    }
    return Optional.of(revealed.append(text, from, text.length()).toString());
  }
}
