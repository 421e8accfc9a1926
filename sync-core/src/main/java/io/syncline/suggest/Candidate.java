package io.syncline.suggest;

import io.syncline.spi.DatasetSchema.NativeField;

/**
 * Two native fields that might be one.
 *
 * @param likeness of their names, 0 to 1
 */
record Candidate(NativeField one, NativeField other, double likeness, TypeFit fit) {}
