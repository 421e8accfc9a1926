package io.syncline.store;

/**
 * Who has, or last had, the lease of a store.
 *
 * @param name what the holder calls itself, for people
 * @param epoch of its lease; grows with every holder, 0 before the first
 */
public record Holder(String name, long epoch) {

  @Override
  public String toString() {
    return name + " (epoch " + epoch + ")";
  }
}
