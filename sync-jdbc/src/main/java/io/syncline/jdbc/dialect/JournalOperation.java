package io.syncline.jdbc.dialect;

import java.util.Arrays;

/** What happened to a row. */
public enum JournalOperation {
  /** It was inserted or updated. */
  WRITTEN("W"),
  DELETED("D"),
  /** Its key was changed. */
  MOVED("M"),
  /** All rows were removed at once; no keys are known. */
  TRUNCATED("T");

  private final String code;

  JournalOperation(String code) {
    this.code = code;
  }

  /** One letter, as it stands in the journal. */
  public String code() {
    return code;
  }

  static JournalOperation of(String code) {
    return Arrays.stream(values())
        .filter(each -> each.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("must be an operation: code=" + code));
  }
}
