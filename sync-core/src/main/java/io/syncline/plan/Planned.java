package io.syncline.plan;

import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.RecordState;
import java.util.Optional;

/**
 * What is to be written to one system for one record.
 *
 * @param state to be stored before the write is sent; the same instance as before where nothing
 *     changed. Without a write it may owe a read that it did not owe before
 * @param write now in flight; empty where nothing is to be written, or not yet
 */
public record Planned(RecordState state, Optional<InFlight> write) {}
