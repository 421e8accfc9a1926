package io.syncline.config;

import io.syncline.spi.Settings;

/** A blob store that adapters are lent by its name, to be opened by the provider of its type. */
public record BlobStoreConfig(String name, String type, Settings settings) {}
