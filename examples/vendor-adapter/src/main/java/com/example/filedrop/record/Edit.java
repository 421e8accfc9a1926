package com.example.filedrop.record;

import io.syncline.spi.WriteOutcome.FieldError;
import java.util.List;

/** What became of fields that were set in a record. */
public sealed interface Edit {

  /** The record with them. */
  record Done(Content content) implements Edit {}

  /** Fields that the file cannot hold as they are; nothing was set. */
  record Refused(List<FieldError> errors) implements Edit {
    public Refused {
      errors = List.copyOf(errors);
    }
  }
}
