package io.syncline.config;

import io.syncline.mapping.Direction;
import io.syncline.mapping.Lens;
import java.util.Optional;

/**
 * How one canonical field stands in one system.
 *
 * @param direction empty: both ways, or read only where the lens is one-way or the system does not
 *     let the field be written
 */
public record MapConfig(
    String field, String nativeField, Lens lens, Optional<Direction> direction) {}
