package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities.Deletes;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a feed tells, and its cursors. */
final class FeedRules {

  private static final int ROWS = 7;

  private FeedRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "CF-01",
            "latest(), then a change: exactly that change arrives",
            FeedRules::exactlyThatChange),
        Rule.required(
            "CF-02",
            "insert, update, delete are visible with the right kind, deletes as declared",
            FeedRules::kinds),
        Rule.required(
            "CF-03",
            "one cursor polled twice gives an equal or larger result",
            FeedRules::polledTwice),
        Rule.required(
            "CF-04",
            "a cursor survives serialising, a restart and a new instance",
            FeedRules::survives),
        Rule.required(
            "CF-09",
            "an expired cursor is CursorExpired: never silence, never \"from now\"",
            FeedRules::expired),
        Rule.required(
            "CF-10",
            "a cursor of another query, dataset or adapter is refused",
            FeedRules::refusesOthers),
        Rule.without(
            "CF-11",
            Need.OPTIONAL,
            "partial images name exactly the fields present; unavailable is not null",
            "no such capability in this version: partial images"),
        Rule.optional("CF-12", "a changed or merged key is Moved", FeedRules::moved),
        Rule.without(
            "CF-13",
            Need.OPTIONAL,
            "the origin marker of own writes comes back",
            "no such capability in this version: origin markers"),
        Rule.required(
            "CF-14", "an idle feed: empty page, a delay hint, no busy loop", FeedRules::idle));
  }

  private static void exactlyThatChange(Bench bench) {
    NativeKey before = bench.created();
    NativeKey still = bench.created();
    bench.there(still);
    bench.there(before);
    Following following = bench.following();

    Row edit = bench.edit();
    bench.behind().change(before, edit);
    following.untilToldOf(before);

    assertThat(following.keys())
        .as("after latest() and a change of one record, exactly that must be told")
        .containsExactly(before);
    if (following.last(before).orElseThrow() instanceof Change.Upserted upserted) {
      Bench.assertShows(upserted.image().row(), edit, "the image told must show the change");
    }
  }

  private static void kinds(Bench bench) {
    Following following = bench.following();
    Row row = bench.fresh();
    NativeKey key = bench.behind().create(row);
    following.untilToldOf(key);
    assertShows(following, key, row, "an insert");

    following.forget();
    Row edit = bench.edit();
    bench.behind().change(key, edit);
    following.untilToldOf(key);
    assertShows(following, key, row.with(edit), "an update");

    following.forget();
    bench.behind().delete(key);
    gone(bench, following, key);
  }

  private static void assertShows(Following following, NativeKey key, Row row, String what) {
    assertThat(following.last(key)).as("%s must be told", what).isPresent();
    Change last = following.last(key).orElseThrow();
    assertThat(last)
        .as("%s must be told as Upserted, or as a hint", what)
        .isInstanceOfAny(Change.Upserted.class, Change.Hinted.class);
    if (last instanceof Change.Upserted upserted) {
      Bench.assertShows(upserted.image().row(), row, what);
    }
  }

  private static void gone(Bench bench, Following following, NativeKey key) {
    Deletes declared = bench.capabilities().deletes();
    if (declared == Deletes.TOMBSTONE || declared == Deletes.FEED) {
      following.until(each -> each.last(key).map(Following::tellsGone).orElse(false));
      assertThat(following.last(key))
          .as("a delete must be told by the feed, as declared: deletes=%s", declared)
          .hasValueSatisfying(change -> assertThat(Following.tellsGone(change)).isTrue());
    } else {
      following.drain();
      assertThat(following.last(key).filter(change -> change instanceof Change.Upserted))
          .as("a deleted record must not be told as one that is there")
          .satisfies(last -> assertThat(declared == Deletes.SOFT_FLAG || last.isEmpty()).isTrue());
    }
    if (bench.dataset().pointReader().isPresent() && declared != Deletes.SOFT_FLAG) {
      assertThat(bench.eventually(() -> bench.image(key), Optional::isEmpty))
          .as("a deleted record must not be read")
          .isEmpty();
    }
  }

  private static void polledTwice(Bench bench) {
    Cursor cursor = bench.feed().latest();
    List<NativeKey> keys = bench.created(ROWS);
    bench.following().from(cursor).untilToldOf(keys);

    Set<NativeKey> first = bench.following().from(cursor).drain().keys();
    bench.created();
    Set<NativeKey> second = bench.following().from(cursor).drain().keys();

    assertThat(first).as("a poll must tell of what happened after the cursor").containsAll(keys);
    assertThat(second)
        .as("a second poll of one cursor must tell at least what the first did")
        .containsAll(first);
  }

  private static void survives(Bench bench) {
    Cursor cursor = bench.feed().latest();
    NativeKey key = bench.created();
    Cursor copy =
        new Cursor(
            cursor.adapter(), cursor.format(), cursor.query(), cursor.position().clone(), "");

    bench.reopen();
    Following following = bench.following().from(copy).untilToldOf(key);

    assertThat(following.keys())
        .as("a cursor that was written down must go on in another instance: %s", cursor)
        .contains(key);
    assertThat(bench.following().from(following.cursor()).drain().keys())
        .as("the cursor after it must not tell it again for ever")
        .isEmpty();
  }

  private static void expired(Bench bench) {
    bench.feed();
    Runnable expire = Skipped.unlessAble(bench.can().expireFeed(), "expire the feed");
    Cursor cursor = bench.feed().latest();
    bench.created();
    expire.run();

    Throwable thrown = catchThrowable(() -> bench.feed().poll(cursor, bench.pages(Bench.PAGE)));

    assertThat(thrown)
        .as("a poll of an expired cursor must throw CursorExpired")
        .isInstanceOf(AdapterException.CursorExpired.class);
    assertThat(bench.feed().poll(bench.feed().latest(), bench.pages(Bench.PAGE)))
        .as("a cursor taken after that must be good")
        .isNotNull();
  }

  private static void refusesOthers(Bench bench) {
    Cursor own = bench.feed().latest();
    refused(
        bench,
        new Cursor("another-adapter", own.format(), own.query(), own.position(), own.hint()),
        "another adapter");
    refused(
        bench,
        new Cursor(own.adapter(), own.format(), own.query() + "?", own.position(), own.hint()),
        "another query");
    bench
        .can()
        .oddlyNamed()
        .flatMap(FeedRules::latest)
        .ifPresentOrElse(
            cursor -> refused(bench, cursor, "another dataset"),
            () -> bench.untried("a cursor of another dataset"));
  }

  /** Empty where that has no feed. */
  private static Optional<Cursor> latest(Subject other) {
    try (Adapter adapter = other.adapter().open(other.context())) {
      return Installed.dataset(adapter, other).changeFeed().map(ChangeFeed::latest);
    }
  }

  private static void refused(Bench bench, Cursor cursor, String of) {
    assertThat(catchThrowable(() -> bench.feed().poll(cursor, bench.pages(Bench.PAGE))))
        .as("a cursor of %s must be refused with ConfigInvalid", of)
        .isInstanceOf(AdapterException.ConfigInvalid.class);
  }

  private static void moved(Bench bench) {
    bench.feed();
    Skipped.unless(
        bench.can().move().isPresent() || bench.can().merge().isPresent(),
        "the subject cannot move or merge keys");
    Following following = bench.following();
    bench
        .can()
        .move()
        .ifPresentOrElse(
            move -> {
              NativeKey from = bench.created();
              NativeKey to = bench.behind().own(move.apply(from));
              assertMoved(following, from, to, "changed");
            },
            () -> bench.untried("a changed key"));
    bench
        .can()
        .merge()
        .ifPresentOrElse(
            merge -> {
              NativeKey from = bench.created();
              NativeKey into = bench.created();
              merge.accept(from, into);
              assertMoved(following, from, into, "merged");
            },
            () -> bench.untried("a merged key"));
  }

  private static void assertMoved(Following following, NativeKey from, NativeKey to, String how) {
    following.until(each -> each.told(from).stream().anyMatch(told -> isMoved(told, from, to)));
    assertThat(following.told(from))
        .as("a key that was %s must be told as Moved, or as a hint", how)
        .anyMatch(told -> isMoved(told, from, to));
  }

  private static boolean isMoved(Change told, NativeKey from, NativeKey to) {
    return told.equals(new Change.Moved(from, to)) || told instanceof Change.Hinted;
  }

  private static void idle(Bench bench) {
    Following following = bench.following().drain();

    ChangePage page = following.poll();

    assertThat(page.more()).as("an idle feed must not say that there is more").isFalse();
    assertThat(following.told()).as("an idle feed must tell nothing").isEmpty();
    assertThat(page.delay()).as("an idle feed must suggest a delay").isPositive();
  }
}
