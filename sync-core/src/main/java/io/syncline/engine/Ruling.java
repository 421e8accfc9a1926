package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Decision;

/** A person's decision of one held conflict. */
public record Ruling(RecordId record, SystemId system, String register, Decision decision) {}
