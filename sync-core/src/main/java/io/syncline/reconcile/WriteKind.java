package io.syncline.reconcile;

/** What a planned write does to the native record. */
public enum WriteKind {
  CREATE,
  UPDATE,
  DELETE
}
