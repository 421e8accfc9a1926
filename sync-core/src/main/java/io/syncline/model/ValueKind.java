package io.syncline.model;

/** The closed set of kinds of values. A new kind breaks every exhaustive {@code switch} over it. */
public enum ValueKind {
  NULL,
  BOOLEAN,
  INTEGER,
  DECIMAL,
  DOUBLE,
  TEXT,
  BINARY,
  DATE,
  TIME,
  DATE_TIME,
  INSTANT,
  UUID,
  LIST,
  SET,
  STRUCT,
  LIFE
}
