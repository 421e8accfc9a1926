package io.syncline.store;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;

/**
 * The native record that shows a record in one system.
 *
 * @param forms the native fields whose form our own lens would not write for what is shown, such as
 *     a phone number with blanks; needed to write with preconditions by value and to keep formats
 */
public record Link(NativeKey key, Row forms) {}
