package io.syncline.reconcile.policy;

import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;

/** One of two values that stand against each other, with the event that set it and its stamp. */
public record Edit(Value value, Dot dot, Stamp stamp) {}
