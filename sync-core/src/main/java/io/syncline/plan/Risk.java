package io.syncline.plan;

import java.util.Locale;

/** What writes may do that many of them at once should not do unseen. */
public enum Risk {
  /** A native record is removed. */
  DELETES,
  /** A native record is made. */
  CREATES,
  /** A field that shows a value is set to null. */
  BLANKS,
  /** A field that is part of the native key is written. */
  KEY_CHANGES,
  /** A native record is changed in whatever way. */
  UPDATES;

  /** As reports say it: {@code key changes}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
