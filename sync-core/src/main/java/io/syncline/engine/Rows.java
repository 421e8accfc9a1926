package io.syncline.engine;

import io.syncline.mapping.EntityMapping;
import io.syncline.model.Row;
import io.syncline.model.Value;

/** What a native row holds beyond its canonical meaning. */
final class Rows {

  private Rows() {}

  /**
   * The native fields whose form is not what the mapping would write for what they mean: a phone
   * number with blanks, a name with a blank at its end.
   */
  static Row forms(EntityMapping mapping, Row canonical, Row shown) {
    Row written = mapping.put(canonical).row();
    Row.Builder forms = Row.builder();
    written.forEach(
        (name, value) -> {
          Value actual = shown.get(name).orElse(value);
          if (!actual.equals(value)) {
            forms.set(name, actual);
          }
        });
    return forms.build();
  }

  /** The native row as it was last seen, as far as the mapping goes. */
  static Row lastSeen(EntityMapping mapping, Row shown, Row forms) {
    return mapping.put(shown).row().with(forms);
  }
}
