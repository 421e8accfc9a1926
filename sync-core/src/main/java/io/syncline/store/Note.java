package io.syncline.store;

import io.syncline.model.Row;
import java.time.Instant;

/**
 * What a hub keeps of one entity in one system beside its records: a decision that must not be
 * asked for again, or something that waits.
 *
 * @param subject what it is about; one note of a kind and a subject at a time
 * @param content by names that the kind says
 */
public record Note(NoteKind kind, String subject, Row content, Instant since) {}
