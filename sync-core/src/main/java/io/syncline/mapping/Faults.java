package io.syncline.mapping;

import io.syncline.model.Value;

/** The one form of fault texts: rule, colon, value. */
final class Faults {

  private Faults() {}

  static Converted rule(String rule, Value value) {
    return Converted.fault(rule + ": value=" + value);
  }

  static Converted kind(String wanted, Value value) {
    return rule("must be " + wanted + ", not " + value.kind(), value);
  }
}
