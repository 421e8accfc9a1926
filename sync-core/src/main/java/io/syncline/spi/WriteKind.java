package io.syncline.spi;

/** What a write does to a record. */
public enum WriteKind {
  CREATE,
  UPDATE,
  DELETE
}
