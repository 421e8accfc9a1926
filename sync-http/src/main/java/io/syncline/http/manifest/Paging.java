package io.syncline.http.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/**
 * How an answer leads to the next one.
 *
 * @param more where an answer says whether there is more; empty: it does not
 * @param size the most records per call, for {@code {page.size}}; all calls have it where pages of
 *     one listing must be of one size
 * @param maxPages a listing that is longer is a loop
 */
public record Paging(Kind kind, Optional<JsonPointer> more, Ends ends, int size, int maxPages) {

  /** Everything comes in one answer. */
  public static Paging single(int size) {
    return new Paging(new Single(), Optional.empty(), Ends.EMPTY, size, 1);
  }

  /** Those of the envelope that calls take. */
  Set<String> variables() {
    return kind.slots().stream()
        .filter(Slot.Variable.class::isInstance)
        .map(slot -> ((Slot.Variable) slot).name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where the next page comes from. */
  public sealed interface Kind {

    /** Whether pages keep their place while records come and go. */
    default boolean isStable() {
      return true;
    }

    /** Where calls take what it gives. */
    default List<Slot> slots() {
      return List.of();
    }

    /** Whether pages of one listing may be of different sizes. */
    default boolean isElastic() {
      return true;
    }
  }

  /** What else ends a listing, beside an answer that leads no further, or says so. */
  public enum Ends {
    /** Where pages are counted, one without records; others may be empty and lead on. */
    EMPTY,
    /** A page of fewer records than were asked for. */
    SHORT,
    /** A page that leads to itself; otherwise that is a mistake. */
    SAME;

    static Optional<Ends> of(String word) {
      return Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
    }
  }

  /** Everything comes in one answer. */
  public record Single() implements Kind {

    @Override
    public boolean isElastic() {
      return false;
    }
  }

  /** A token in the answer goes into the next call. */
  public record Token(JsonPointer from, Slot to) implements Kind {

    @Override
    public List<Slot> slots() {
      return List.of(to);
    }
  }

  /**
   * The place of a page's first record among all.
   *
   * @param first that of the first record of all
   * @param total where an answer says how many there are; empty: it does not
   */
  public record Offset(Slot to, int first, Optional<JsonPointer> total) implements Kind {

    @Override
    public List<Slot> slots() {
      return List.of(to);
    }

    @Override
    public boolean isStable() {
      return false;
    }
  }

  /** The page's number. */
  public record PageNumber(Slot to, int first) implements Kind {

    @Override
    public List<Slot> slots() {
      return List.of(to);
    }

    @Override
    public boolean isStable() {
      return false;
    }

    @Override
    public boolean isElastic() {
      return false;
    }
  }

  /** The next call's address, in the body, or in a {@code Link} header with {@code rel="next"}. */
  public record NextUrl(Optional<JsonPointer> from) implements Kind {

    @Override
    public boolean isElastic() {
      return false;
    }
  }

  /** Values of the last record of a page: what is behind them comes next. */
  public record Keyset(List<Part> parts) implements Kind {

    public Keyset {
      parts = List.copyOf(parts);
    }

    @Override
    public List<Slot> slots() {
      return parts.stream().map(Part::to).toList();
    }

    /** A value of the last record. */
    public record Part(JsonPointer from, Slot to) {}
  }

  /** A part of a call that its template leaves out. */
  public sealed interface Slot {

    /** As manifests write it. */
    String text();

    /** A parameter of the query. */
    record Query(String name) implements Slot {

      @Override
      public String text() {
        return "query." + name;
      }
    }

    record Header(String name) implements Slot {

      @Override
      public String text() {
        return "header." + name;
      }
    }

    /** A place in the body, which is a number or a text as its value is. */
    record Body(JsonPointer at) implements Slot {

      @Override
      public String text() {
        return "body." + at;
      }
    }

    /** A variable of the envelope. */
    record Variable(String name) implements Slot {

      @Override
      public String text() {
        return name;
      }
    }
  }
}
