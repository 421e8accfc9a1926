package io.syncline.http.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with references to secrets, such as {@code ${secret.crm}}; itself no secret. It is taken
 * apart once: the secrets are asked for at every call.
 */
public final class SecretText {

  static final Pattern REFERENCE = Pattern.compile("\\$\\{secret\\.([A-Za-z0-9_.-]+)}");

  private final String text;
  private final List<Reference> references;
  private final String end;

  /** A secret, and what stands between it and the one before it. */
  private record Reference(String before, String name) {}

  public SecretText(String text) {
    this.text = text;
    List<Reference> found = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(text);
    int from = 0;
    while (matcher.find()) {
      found.add(new Reference(text.substring(from, matcher.start()), matcher.group(1)));
      from = matcher.end();
    }
    references = List.copyOf(found);
    end = text.substring(from);
  }

  /** With the references in it. */
  public String text() {
    return text;
  }

  /** The names of the secrets it refers to. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    references.forEach(each -> names.add(each.name()));
    return names;
  }

  /** The text with the secrets in place; empty where one of them is unknown. */
  public Optional<String> reveal(Function<String, Optional<String>> secrets) {
    StringBuilder revealed = new StringBuilder();
    for (Reference each : references) {
      Optional<String> secret = secrets.apply(each.name());
      if (secret.isEmpty()) {
        return Optional.empty();
      }
      revealed.append(each.before()).append(secret.get());
    }
    return Optional.of(revealed.append(end).toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
