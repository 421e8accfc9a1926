package io.syncline.reconcile;

import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.Optional;

/**
 * A conflict that waits for a person: nothing of its register is written to the system, and nothing
 * more taken from it.
 *
 * @param base what the system showed before its edit; empty where nothing was ever agreed
 * @param incoming what the system shows now
 * @param dot the system's edit
 * @param stamp the stamp of that edit
 * @param head the dot of the head's value when the conflict was held, or last held again
 */
public record HeldConflict(Optional<Value> base, Value incoming, Dot dot, Stamp stamp, Dot head) {}
