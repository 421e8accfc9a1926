package io.syncline.operate;

import java.util.Arrays;
import java.util.List;

/** What waits in an inbox, in the order in which it is listed. */
public enum EntryKind {
  /** Edits, or an edit and a delete, that no policy decided. */
  CONFLICT("conflict"),
  /** A native record of which nobody knows which record it is. */
  DOUBT("doubt"),
  /** A write that the system refused. */
  REFUSED("refused"),
  /** A native record that the mapping refused. */
  REJECTED("rejected"),
  /** A native record that the system does not let us see. */
  DENIED("denied"),
  /** A native record that names one that is not known yet. */
  WAITING("waiting"),
  /** A part of a plan that a guard holds. */
  GUARDED("guarded"),
  /** A system that was restored or swapped. */
  REWOUND("rewound"),
  /** A system that the last run left out. */
  STOPPED("stopped");

  private final String word;

  EntryKind(String word) {
    this.word = word;
  }

  /** As ids begin. */
  public String word() {
    return word;
  }

  static EntryKind parse(String word) {
    List<String> words = Arrays.stream(values()).map(EntryKind::word).toList();
    int at = words.indexOf(word);
    if (at < 0) {
      throw new IllegalArgumentException("must be one of " + words + ": kind=" + word);
    }
    return values()[at];
  }
}
