package io.syncline.reconcile;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;

/**
 * A native record without a link, as its canonical row.
 *
 * @param apart what a person said that it is not
 */
public record Newcomer(NativeKey key, Row row, Apart apart) {

  /** One of which no person has said anything. */
  public Newcomer(NativeKey key, Row row) {
    this(key, row, Apart.fromNone());
  }
}
