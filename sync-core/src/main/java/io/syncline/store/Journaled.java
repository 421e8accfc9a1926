package io.syncline.store;

/** A journal entry and where it stands. */
public record Journaled(JournalPosition position, JournalEntry entry) {}
