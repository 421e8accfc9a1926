package io.syncline.config;

import io.syncline.model.FieldType;

/** One canonical field of an entity. */
public record FieldConfig(String name, FieldType type) {}
