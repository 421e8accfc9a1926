package io.syncline.model;

import java.util.regex.Pattern;

/**
 * Names one system that takes part, such as {@code crm}; the hub has one of its own. An id is never
 * used again for another system, since dots refer to it for as long as the records live.
 */
public record SystemId(String name) implements Comparable<SystemId> {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  public SystemId {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 63 of a-z, 0-9, '_' and '-', a letter first: system=" + name);
    }
  }

  @Override
  public int compareTo(SystemId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
