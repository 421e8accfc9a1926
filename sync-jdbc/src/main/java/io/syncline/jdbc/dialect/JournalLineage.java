package io.syncline.jdbc.dialect;

/**
 * The cursors of one reader that come from each other: those that polling gave since a first one.
 *
 * @param reader the name by which the journal knows whoever reads
 * @param id tells it from the other lineages of that reader, in the form of a UUID
 */
public record JournalLineage(String reader, String id) {

  /** So many of one reader. */
  static final int MOST = 100;

  /** Of the cursors that name none, as older versions made them: all of one reader together. */
  public static final String UNNAMED = "00000000-0000-0000-0000-000000000000";
}
