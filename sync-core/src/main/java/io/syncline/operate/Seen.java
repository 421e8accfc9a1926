package io.syncline.operate;

/**
 * An entry as a person saw it. What is asked for is refused where the entry has changed since.
 *
 * @param version of the entry's content: opaque text
 */
public record Seen(EntryId id, String version) {

  /** From what a console was given. */
  public static Seen of(String id, String version) {
    return new Seen(EntryId.parse(id), version);
  }
}
