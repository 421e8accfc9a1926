package io.syncline.http.manifest;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
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
    if (!names().stream().allMatch(name -> secrets.apply(name).isPresent())) {
      return Optional.empty();
    }
    Function<MatchResult, String> value =
        found -> Matcher.quoteReplacement(secrets.apply(found.group(1)).orElse(""));
    return Optional.of(REFERENCE.matcher(text).replaceAll(value));
  }
}
