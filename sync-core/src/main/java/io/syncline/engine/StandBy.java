package io.syncline.engine;

import io.syncline.store.Holder;
import java.util.Optional;

/**
 * Why a run did nothing, or went no further: another instance works on the store.
 *
 * @param holder which one; empty where the store could not tell
 * @param begun whether the run had begun. What it had in flight is the holder's to ask about, as
 *     after a crash
 */
public record StandBy(Optional<Holder> holder, boolean begun) {

  @Override
  public String toString() {
    String name = holder.map(Holder::toString).orElse("another instance");
    return begun ? "lost its lease to " + name : "stands by for " + name;
  }
}
