package io.syncline.engine;

import io.syncline.spi.WriteOutcome;

/** A write that was sent, and what the adapter answered. */
record Answered(Outgoing write, WriteOutcome outcome) {}
