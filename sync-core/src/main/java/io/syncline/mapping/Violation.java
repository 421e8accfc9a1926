package io.syncline.mapping;

import io.syncline.model.Value;

/**
 * One law, broken by one value.
 *
 * @param field the canonical field whose lens it is
 * @param given the value that shows it: native for {@link Law#GET_PUT} and {@link Law#STABLE},
 *     canonical for the others
 * @param old the native value that was written over; NULL where there was none
 * @param expected what the law asks for
 * @param found what the lens gave
 */
public record Violation(
    Law law, String field, Value given, Value old, Converted expected, Converted found) {}
