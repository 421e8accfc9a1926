package io.syncline.spi;

import io.syncline.model.Row;
import io.syncline.model.Version;

/** What must hold for a write to be applied; checked by the system together with the write. */
public sealed interface Precondition {

  /** There is no such record. */
  record Absent() implements Precondition {}

  /** There is such a record. */
  record Exists() implements Precondition {}

  /** The record's version is still this one. */
  record VersionIs(Version version) implements Precondition {}

  /** The record still shows these native values. */
  record FieldsAre(Row fields) implements Precondition {}
}
