package com.example.filedrop.record;

import io.syncline.model.Row;

/** One record, with all that its file holds of it. */
public interface Content {

  /** The fields that are described, in their types; a value that is not of its type is text. */
  Row row();

  /** The record as it is written, without a line break. */
  byte[] bytes();
}
