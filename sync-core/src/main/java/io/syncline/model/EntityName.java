package io.syncline.model;

import java.util.regex.Pattern;

/** Names a kind of record that is kept in agreement, such as {@code customer}. */
public record EntityName(String name) implements Comparable<EntityName> {

  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

  public EntityName {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 63 letters, digits, '_' and '-', a letter first: entity=" + name);
    }
  }

  @Override
  public int compareTo(EntityName other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
