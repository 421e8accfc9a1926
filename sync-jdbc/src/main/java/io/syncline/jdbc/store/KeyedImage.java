package io.syncline.jdbc.store;

import io.syncline.model.NativeKey;

/** An image, and the key that it is stored under. */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record KeyedImage(NativeKey key, byte[] image) {}
