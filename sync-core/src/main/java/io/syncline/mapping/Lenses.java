package io.syncline.mapping;

/** The built-in lenses, by the names that a host writes. Meant to be imported statically. */
public final class Lenses {

  private Lenses() {}

  /** The same on both sides; kinds are bridged by the entity mapping. */
  public static Lens identity() {
    return IdentityLens.IDENTITY;
  }
}
