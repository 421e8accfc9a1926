package io.syncline.http.manifest;

import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * How an answer leads to the next one.
 *
 * @param size records per call, for {@code {page.size}}
 * @param maxPages a listing that is longer is a loop
 */
public record Paging(Kind kind, int size, int maxPages) {

  /** Where the next page comes from. */
  public sealed interface Kind {

    /** Whether pages keep their place while records come and go. */
    default boolean isStable() {
      return true;
    }
  }

  /** Everything comes in one answer. */
  public record Single() implements Kind {}

  /** A token in the answer goes into the next call. */
  public record Token(JsonPointer from, Slot to) implements Kind {}

  /** The number of records to skip. */
  public record Offset(Slot to) implements Kind {
    @Override
    public boolean isStable() {
      return false;
    }
  }

  /** The page's number. */
  public record PageNumber(Slot to, int first) implements Kind {
    @Override
    public boolean isStable() {
      return false;
    }
  }

  /** The next call's address, in the body, or in a {@code Link} header with {@code rel="next"}. */
  public record NextUrl(Optional<JsonPointer> from) implements Kind {}

  /** A part of a call that is not in its template: a query parameter, or a header. */
  public record Slot(boolean header, String name) {}
}
