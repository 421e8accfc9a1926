package io.syncline.operate;

import io.syncline.reconcile.Registers;

/** Registers as people call them. */
final class Names {

  private static final String LIFE = "life";

  private Names() {}

  /** The field's name, or {@code life}. */
  static String of(String register) {
    return register.equals(Registers.LIFE) ? LIFE : register;
  }
}
