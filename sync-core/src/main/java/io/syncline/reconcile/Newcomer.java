package io.syncline.reconcile;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;

/** A native record without a link, as its canonical row. */
public record Newcomer(NativeKey key, Row row) {}
