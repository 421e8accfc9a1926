package io.syncline.model;

/**
 * Whether a record lives: the value of its life register, so that deletes are events as edits are.
 */
public enum Life implements Value {
  ALIVE,
  DELETED;

  @Override
  public ValueKind kind() {
    return ValueKind.LIFE;
  }
}
