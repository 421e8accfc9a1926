package io.syncline.jdbc.store;

import io.syncline.model.EntityName;

/** The numbers that a store keeps by name. */
final class Counter {

  /** The two halves of the store's identity, a random UUID. */
  static final String IDENTITY_UPPER = "identity, upper half";

  static final String IDENTITY_LOWER = "identity, lower half";
  static final String COUNT = "count";
  static final String NEXT_RECORD = "next record";
  static final String NEXT_ENTRY = "next entry";

  private Counter() {}

  static String recordsOf(EntityName entity) {
    return "records of " + entity.name();
  }
}
