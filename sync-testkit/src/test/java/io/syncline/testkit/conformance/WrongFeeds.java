package io.syncline.testkit.conformance;

import io.syncline.model.SystemClock;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Feeds that do one thing wrong. */
final class WrongFeeds {

  private WrongFeeds() {}

  /** Passes everything on. */
  static class Passing implements ChangeFeed {
    final ChangeFeed right;

    Passing(ChangeFeed right) {
      this.right = right;
    }

    @Override
    public Cursor earliest() {
      return right.earliest();
    }

    @Override
    public Cursor latest() {
      return right.latest();
    }

    @Override
    public ChangePage poll(Cursor cursor, Limits limits) {
      return right.poll(cursor, limits);
    }
  }

  static UnaryOperator<ChangeFeed> paging(BiFunction<ChangePage, Limits, ChangePage> other) {
    return right ->
        new Passing(right) {
          @Override
          public ChangePage poll(Cursor cursor, Limits limits) {
            return other.apply(super.poll(cursor, limits), limits);
          }
        };
  }

  static UnaryOperator<ChangeFeed> without(Predicate<Change> lost) {
    return paging(
        (page, limits) -> with(page, page.changes().stream().filter(lost.negate()).toList()));
  }

  private static ChangePage with(ChangePage page, List<Change> changes) {
    return new ChangePage(changes, page.next(), page.more(), page.delay());
  }

  static UnaryOperator<ChangeFeed> latestIsEarliest() {
    return right ->
        new Passing(right) {
          @Override
          public Cursor latest() {
            return right.earliest();
          }
        };
  }

  static UnaryOperator<ChangeFeed> tellsOnce() {
    Set<String> polled = new HashSet<>();
    return right ->
        new Passing(right) {
          @Override
          public ChangePage poll(Cursor cursor, Limits limits) {
            ChangePage page = super.poll(cursor, limits);
            return page.changes().isEmpty() || polled.add(cursor.toString())
                ? page
                : with(page, List.of());
          }
        };
  }

  static UnaryOperator<ChangeFeed> keepsItsPlaceInMemory() {
    return right ->
        new Passing(right) {
          @Override
          public ChangePage poll(Cursor cursor, Limits limits) {
            return super.poll(cursor.hint().isEmpty() ? right.latest() : cursor, limits);
          }
        };
  }

  static UnaryOperator<ChangeFeed> lastFirst() {
    return right ->
        new Passing(right) {
          @Override
          public ChangePage poll(Cursor cursor, Limits limits) {
            ChangePage page = super.poll(cursor, limits);
            List<Change> reversed = new ArrayList<>(page.changes());
            Collections.reverse(reversed);
            return with(page, reversed);
          }
        };
  }

  static UnaryOperator<ChangeFeed> neverMore() {
    return paging(
        (page, limits) -> new ChangePage(page.changes(), page.next(), false, page.delay()));
  }

  static UnaryOperator<ChangeFeed> losesTheLastOfAFullPage() {
    return paging(
        (page, limits) ->
            limits.maxRows() == 2 && page.changes().size() == 2
                ? with(page, page.changes().subList(0, 1))
                : page);
  }

  static UnaryOperator<ChangeFeed> goesOnFromNow() {
    return right ->
        new Passing(right) {
          @Override
          public ChangePage poll(Cursor cursor, Limits limits) {
            try {
              return super.poll(cursor, limits);
            } catch (AdapterException.CursorExpired e) {
              return super.poll(right.latest(), limits);
            }
          }
        };
  }

  static UnaryOperator<ChangeFeed> takesAnyCursor() {
    return right ->
        new Passing(right) {
          @Override
          public ChangePage poll(Cursor cursor, Limits limits) {
            Cursor own = right.latest();
            return super.poll(
                new Cursor(
                    own.adapter(), own.format(), own.query(), cursor.position(), cursor.hint()),
                limits);
          }
        };
  }

  static UnaryOperator<ChangeFeed> withoutDelay() {
    return paging(
        (page, limits) -> new ChangePage(page.changes(), page.next(), page.more(), Duration.ZERO));
  }

  /** What is changed between the read of a page and its cursor is passed by. */
  static UnaryOperator<ChangeFeed> takesItsCursorAfterThePage() {
    return right ->
        new Passing(right) {
          @Override
          public ChangePage poll(Cursor cursor, Limits limits) {
            ChangePage page = super.poll(cursor, limits);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            return page.more()
                ? page
                : new ChangePage(page.changes(), latest(), false, page.delay());
          }
        };
  }

  static UnaryOperator<ChangeFeed> losesTheFuture() {
    Instant bound = SystemClock.get().instant().plus(Duration.ofMinutes(5));
    return without(
        change ->
            change instanceof Change.Upserted upserted
                && upserted.image().changedAt().orElse(Instant.MIN).isAfter(bound));
  }
}
