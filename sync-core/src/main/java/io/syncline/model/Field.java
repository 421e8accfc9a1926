package io.syncline.model;

import java.util.regex.Pattern;

/** One canonical field of an entity. */
public record Field(String name, FieldType type) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  public Field {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to 63 letters, digits and '_', no digit first: field=" + name);
    }
  }
}
