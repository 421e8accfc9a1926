package io.syncline.config;

import io.syncline.spi.Settings;

/** A state store named by its type, to be opened by the provider of that type. */
public record StateConfig(String type, Settings settings) {}
