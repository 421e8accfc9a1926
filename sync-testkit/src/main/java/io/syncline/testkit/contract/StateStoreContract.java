package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SampleRecords.CRM;
import static io.syncline.testkit.contract.SampleRecords.ERP;
import static io.syncline.testkit.contract.SampleRecords.digested;
import static io.syncline.testkit.contract.SampleRecords.flagged;
import static io.syncline.testkit.contract.SampleRecords.ids;
import static io.syncline.testkit.contract.SampleRecords.linked;
import static io.syncline.testkit.contract.SampleRecords.named;
import static io.syncline.testkit.contract.SampleRecords.unlinked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.Likeness;
import io.syncline.spi.Cursor;
import io.syncline.store.Flag;
import io.syncline.store.Flagged;
import io.syncline.store.FlowProgress;
import io.syncline.store.JournalEntry;
import io.syncline.store.JournalPosition;
import io.syncline.store.Journaled;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.ParkedRow;
import io.syncline.store.RecordChange;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreRefused;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link StateStore} promises. Extend it, and open an empty store for each test.
 *
 * <p>Whether a commit survives the death of the process is for each durable store to show in a test
 * of its own: no test within one process can.
 */
public abstract class StateStoreContract {

  private static final EntityName CUSTOMER = new EntityName("customer");
  private static final EntityName PRODUCT = new EntityName("product");
  private static final Instant NOW = Instant.parse("2025-05-01T12:00:00.123456Z");
  private static final int LARGE = 5_000;

  private StateStore store;

  /** An empty store. The contract closes it. */
  protected abstract StateStore open() throws Exception;

  /** The store of the last {@link #open} once more, now closed; empty if it keeps nothing. */
  protected abstract Optional<StateStore> reopen() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Test
  void aNewStoreIsEmpty() {
    try (StoreView view = store.view()) {
      assertThat(view.load(CUSTOMER, ids(1))).isEmpty();
      assertThat(view.records(CUSTOMER, 0, 10)).isEmpty();
      assertThat(view.countRecords(CUSTOMER)).isZero();
      assertThat(view.progress(CUSTOMER, CRM)).isEmpty();
      assertThat(view.countParked(CUSTOMER, CRM)).isZero();
      assertThat(view.countFlagged(Flag.HELD, CUSTOMER, CRM)).isZero();
      assertThat(view.journal(CUSTOMER, new RecordId(1))).isEmpty();
      assertThat(view.count()).isZero();
    }
  }

  @Test
  void aCommittedRecordIsFoundInEveryWay() {
    StoredRecord record = ada(1);
    save(record);

    try (StoreView view = store.view()) {
      assertFound(view, record);
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(1);
      assertThat(view.countFlagged(Flag.PENDING, CUSTOMER, ERP)).isEqualTo(1);
    }
  }

  @Test
  void aTransactionSeesItsOwnChanges() {
    StoredRecord record = ada(1);

    try (StoreTransaction transaction = store.begin()) {
      transaction.save(CUSTOMER, List.of(RecordChange.created(record)));
      transaction.saveCount(7);
      transaction.park(CUSTOMER, CRM, List.of(parked("9", "first")));

      assertFound(transaction, record);
      assertThat(transaction.countRecords(CUSTOMER)).isEqualTo(1);
      assertThat(transaction.count()).isEqualTo(7);
      assertThat(transaction.countParked(CUSTOMER, CRM)).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotCommittedIsForgotten() {
    StoredRecord kept = ada(1);
    save(kept);

    try (StoreTransaction transaction = store.begin()) {
      transaction.allocate(5);
      transaction.save(
          CUSTOMER,
          List.of(
              RecordChange.changed(kept, unlinked(digested(flagged(kept)), CRM)),
              RecordChange.created(linked(named(2, "Grace"), CRM, NativeKey.of("c-2")))));
      transaction.saveProgress(CUSTOMER, CRM, progress("a"));
      transaction.park(CUSTOMER, CRM, List.of(parked("9", "first")));
      transaction.append(CUSTOMER, List.of(entry(1, "conflict")));
      transaction.saveCount(7);
    }

    try (StoreView view = store.view()) {
      assertFound(view, kept);
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(1);
      assertThat(view.linked(CUSTOMER, CRM, List.of(NativeKey.of("c-2")))).isEmpty();
      assertThat(view.progress(CUSTOMER, CRM)).isEmpty();
      assertThat(view.countParked(CUSTOMER, CRM)).isZero();
      assertThat(view.journal(CUSTOMER, kept.id())).isEmpty();
      assertThat(view.count()).isZero();
    }
  }

  @Test
  void aViewNeitherSeesNorAwaitsAnOpenTransaction() throws Exception {
    try (StoreTransaction transaction = store.begin()) {
      transaction.save(CUSTOMER, List.of(RecordChange.created(ada(1))));

      Long seen = elsewhere(view -> view.countRecords(CUSTOMER));
      List<RecordId> records = elsewhere(view -> view.records(CUSTOMER, 0, 10));

      assertThat(seen).isZero();
      assertThat(records).isEmpty();
    }
  }

  @Test
  void aViewKeepsTheMomentItWasOpenedIn() {
    save(ada(1));

    try (StoreView view = store.view()) {
      save(named(2, "Grace"));
      commit(transaction -> transaction.saveCount(9));

      assertThat(view.records(CUSTOMER, 0, 10)).isEqualTo(ids(1));
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(1);
      assertThat(view.count()).isZero();
    }
    try (StoreView view = store.view()) {
      assertThat(view.records(CUSTOMER, 0, 10)).isEqualTo(ids(1, 2));
      assertThat(view.count()).isEqualTo(9);
    }
  }

  @Test
  void aTransactionWaitsForTheOneBefore() throws Exception {
    CompletableFuture<Long> second;
    try (StoreTransaction first = store.begin()) {
      second = CompletableFuture.supplyAsync(this::countInTransaction);

      assertThatThrownBy(() -> second.get(100, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      first.saveCount(5);
      first.commit();
    }

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(5);
  }

  @Test
  void idsAreHandedOutInARowAndOnce() {
    long first = allocate(3);
    long next = allocate(1);

    assertThat(first).isGreaterThanOrEqualTo(1);
    assertThat(next).isEqualTo(first + 3);
  }

  @Test
  void aLinkBelongsToOneRecord() {
    save(ada(1));
    StoredRecord thief = linked(named(2, "Grace"), CRM, NativeKey.of("c-1"));

    try (StoreTransaction transaction = store.begin()) {
      assertThatThrownBy(() -> transaction.save(CUSTOMER, List.of(RecordChange.created(thief))))
          .isInstanceOf(StoreRefused.class)
          .hasMessageStartingWith("must be linked to one record: entity=customer");
      assertThatThrownBy(transaction::commit)
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("must be undone, since a change was refused");
    }

    try (StoreView view = store.view()) {
      assertFound(view, ada(1));
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(1);
    }
  }

  @Test
  void ofTwoWorkersThatLinkOneNativeRecordTheSecondIsRefused() {
    CyclicBarrier bothHaveLooked = new CyclicBarrier(2);
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<CompletableFuture<Boolean>> claims =
        Stream.of(ada(1), linked(named(2, "Grace"), CRM, NativeKey.of("c-1")))
            .map(each -> CompletableFuture.supplyAsync(() -> claim(each, bothHaveLooked), two))
            .toList();

    assertThat(claims.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
    two.shutdown();
    try (StoreView view = store.view()) {
      assertThat(view.linked(CUSTOMER, CRM, List.of(NativeKey.of("c-1")))).hasSize(1);
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(1);
    }
  }

  /** Links the record once both workers have found its key free; false where that was refused. */
  private boolean claim(StoredRecord record, CyclicBarrier bothHaveLooked) {
    try (StoreView view = store.view()) {
      assertThat(view.linked(CUSTOMER, CRM, List.of(NativeKey.of("c-1")))).isEmpty();
    }
    try {
      bothHaveLooked.await(10, TimeUnit.SECONDS);
      save(record);
      return true;
    } catch (StoreRefused e) {
      return false;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the other worker did not look", e);
    }
  }

  @Test
  void aLinkBelongsToOneRecordWithinOneSaveToo() {
    StoredRecord one = linked(named(1, "Ada"), CRM, NativeKey.of("c-1"));
    StoredRecord other = linked(named(2, "Grace"), CRM, NativeKey.of("c-1"));

    assertThatThrownBy(() -> save(one, other)).isInstanceOf(StoreException.class);

    save(one);
  }

  @Test
  void aLinkMayPassToAnotherRecordWithinOneSave() {
    StoredRecord one = linked(named(1, "Ada"), CRM, NativeKey.of("c-1"));
    StoredRecord other = linked(named(2, "Grace"), CRM, NativeKey.of("c-2"));
    save(one, other);

    StoredRecord swapped = linked(one, CRM, NativeKey.of("c-2"));
    StoredRecord swappedToo = linked(other, CRM, NativeKey.of("c-1"));
    change(RecordChange.changed(one, swapped), RecordChange.changed(other, swappedToo));

    try (StoreView view = store.view()) {
      assertThat(view.linked(CUSTOMER, CRM, List.of(NativeKey.of("c-1"), NativeKey.of("c-2"))))
          .containsEntry(NativeKey.of("c-1"), other.id())
          .containsEntry(NativeKey.of("c-2"), one.id());
    }
  }

  @Test
  void aRecordIsCreatedOnce() {
    save(named(1, "Ada"));

    assertThatThrownBy(() -> save(named(1, "Grace")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("must be changed from what the store holds");
  }

  @Test
  void aRecordThatIsNotThereIsNeitherChangedNorDropped() {
    StoredRecord absent = named(1, "Ada");

    assertThatThrownBy(() -> change(RecordChange.changed(absent, named(1, "Grace"))))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("must be changed from what the store holds");
    assertThatThrownBy(() -> change(RecordChange.dropped(absent)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("must be changed from what the store holds");
  }

  @Test
  void aRecordIsChangedOnceWithinOneSave() {
    assertThatThrownBy(() -> save(named(1, "Ada"), named(1, "Grace")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be changed once: record=1");
  }

  @Test
  void linksDigestsAndFlagsFollowTheRecord() {
    StoredRecord before = ada(1);
    save(before);
    StoredRecord after =
        flagged(
            digested(linked(named(1, "Ada L."), ERP, NativeKey.of("e-1")), 12L, 13L),
            new Flagged(Flag.HELD, CRM));

    change(RecordChange.changed(before, after));

    try (StoreView view = store.view()) {
      assertFound(view, after);
      assertThat(view.linked(CUSTOMER, CRM, List.of(NativeKey.of("c-1")))).isEmpty();
      assertThat(view.correlated(CUSTOMER, List.of(11L))).isEmpty();
      assertThat(view.flagged(Flag.PENDING, CUSTOMER, ERP, 0, 10)).isEmpty();
    }
  }

  @Test
  void aDroppedRecordLeavesNothingBehind() {
    StoredRecord record = ada(1);
    save(record, named(2, "Grace"));
    commit(transaction -> transaction.append(CUSTOMER, List.of(entry(1, "conflict"))));

    change(RecordChange.dropped(record));

    try (StoreView view = store.view()) {
      assertThat(view.load(CUSTOMER, ids(1, 2))).containsOnlyKeys(new RecordId(2));
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(1);
      assertThat(view.linked(CUSTOMER, CRM, List.of(NativeKey.of("c-1")))).isEmpty();
      assertThat(view.correlated(CUSTOMER, List.of(11L, 12L))).isEmpty();
      assertThat(view.countFlagged(Flag.PENDING, CUSTOMER, ERP)).isZero();
      assertThat(view.journal(CUSTOMER, record.id())).isEmpty();
    }
  }

  @Test
  void entitiesAndSystemsAreApart() {
    StoredRecord customer = ada(1);
    StoredRecord product = linked(named(2, "Chair"), CRM, NativeKey.of("c-1"));
    save(customer);
    commit(transaction -> transaction.save(PRODUCT, List.of(RecordChange.created(product))));

    try (StoreView view = store.view()) {
      assertThat(view.linked(PRODUCT, CRM, List.of(NativeKey.of("c-1"))))
          .containsEntry(NativeKey.of("c-1"), product.id());
      assertThat(view.linked(CUSTOMER, ERP, List.of(NativeKey.of("c-1")))).isEmpty();
      assertThat(view.load(PRODUCT, ids(1))).isEmpty();
      assertThat(view.records(PRODUCT, 0, 10)).isEqualTo(ids(2));
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(1);
      assertThat(view.correlated(PRODUCT, List.of(11L))).isEmpty();
      assertThat(view.flagged(Flag.PENDING, PRODUCT, ERP, 0, 10)).isEmpty();
    }
  }

  @Test
  void recordsOfOneDigestAreFoundTogetherInOrder() {
    save(digested(named(3, "C"), 5L), digested(named(1, "A"), 5L), digested(named(2, "B"), -5L));

    try (StoreView view = store.view()) {
      assertThat(view.correlated(CUSTOMER, List.of(5L, -5L, 6L)))
          .containsOnlyKeys(5L, -5L)
          .containsEntry(5L, ids(1, 3))
          .containsEntry(-5L, ids(2));
    }
  }

  @Test
  void recordsAndFlagsComeAscendingPageByPage() {
    Flagged pending = new Flagged(Flag.PENDING, CRM);
    for (long id : List.of(300L, 2L, 1L, 70_000L, 10L)) {
      save(flagged(named(id, "any"), pending));
    }

    try (StoreView view = store.view()) {
      assertThat(view.records(CUSTOMER, 0, 3)).isEqualTo(ids(1, 2, 10));
      assertThat(view.records(CUSTOMER, 10, 3)).isEqualTo(ids(300, 70_000));
      assertThat(view.records(CUSTOMER, 70_000, 3)).isEmpty();
      assertThat(view.flagged(Flag.PENDING, CUSTOMER, CRM, 0, 3)).isEqualTo(ids(1, 2, 10));
      assertThat(view.flagged(Flag.PENDING, CUSTOMER, CRM, 10, 3)).isEqualTo(ids(300, 70_000));
      assertThat(view.flagged(Flag.PENDING, CUSTOMER, CRM, 70_000, 3)).isEmpty();
      assertThat(view.countFlagged(Flag.PENDING, CUSTOMER, CRM)).isEqualTo(5);
    }
  }

  @Test
  void askedForNothingItAnswersNothing() {
    save(ada(1));

    commit(
        transaction -> {
          transaction.save(CUSTOMER, List.of());
          transaction.park(CUSTOMER, CRM, List.of());
          transaction.unpark(CUSTOMER, CRM, List.of());
          transaction.append(CUSTOMER, List.of());
        });

    try (StoreView view = store.view()) {
      assertThat(view.linked(CUSTOMER, CRM, List.of())).isEmpty();
      assertThat(view.load(CUSTOMER, List.of())).isEmpty();
      assertThat(view.correlated(CUSTOMER, List.of())).isEmpty();
      assertThat(view.parked(CUSTOMER, CRM, List.<NativeKey>of())).isEmpty();
    }
  }

  @Test
  void askedTwiceItAnswersOnce() {
    StoredRecord record = ada(1);
    save(record);

    try (StoreView view = store.view()) {
      NativeKey key = NativeKey.of("c-1");
      assertThat(view.linked(CUSTOMER, CRM, List.of(key, key))).hasSize(1);
      assertThat(view.load(CUSTOMER, ids(1, 1))).hasSize(1);
      assertThat(view.correlated(CUSTOMER, List.of(11L, 11L))).containsEntry(11L, ids(1));
    }
  }

  @Test
  void aLargeBatchIsSavedFoundAndChangedAsOne() {
    List<RecordChange> created = new ArrayList<>();
    List<RecordChange> changed = new ArrayList<>();
    List<NativeKey> keys = new ArrayList<>();
    for (long id = LARGE; id >= 1; id--) {
      NativeKey key = NativeKey.of("key-" + id);
      StoredRecord before = digested(linked(named(id, "Ada " + id), CRM, key), id / 2);
      keys.add(key);
      created.add(RecordChange.created(before));
      changed.add(
          RecordChange.changed(before, flagged(before, new Flagged(Flag.QUARANTINED, CRM))));
    }

    commit(transaction -> transaction.save(CUSTOMER, created));
    commit(transaction -> transaction.save(CUSTOMER, changed));

    try (StoreView view = store.view()) {
      var linked = view.linked(CUSTOMER, CRM, keys);
      assertThat(linked).hasSize(LARGE).containsEntry(keys.get(0), new RecordId(LARGE));
      assertThat(view.load(CUSTOMER, linked.values())).hasSize(LARGE);
      assertThat(view.countFlagged(Flag.QUARANTINED, CUSTOMER, CRM)).isEqualTo(LARGE);
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(LARGE);
    }
  }

  @Test
  void keysOfAnyCharactersAreToldApart() {
    List<NativeKey> keys =
        List.of(
            NativeKey.of(""),
            NativeKey.of("a"),
            NativeKey.of("A"),
            NativeKey.of("a "),
            NativeKey.of("a", ""),
            NativeKey.of("a", "b"),
            NativeKey.of("a|b"),
            NativeKey.of("a\0b"),
            NativeKey.of("a\u0001b"),
            NativeKey.of("straße"),
            NativeKey.of("strasse"),
            NativeKey.of("\uFFFD"),
            NativeKey.of("\uD83D\uDE00"),
            NativeKey.of("%_'\"\\"));
    for (int i = 0; i < keys.size(); i++) {
      save(linked(named(i + 1L, "any"), CRM, keys.get(i)));
    }

    try (StoreView view = store.view()) {
      var linked = view.linked(CUSTOMER, CRM, keys);
      for (int i = 0; i < keys.size(); i++) {
        assertThat(linked).containsEntry(keys.get(i), new RecordId(i + 1L));
      }
    }
  }

  @Test
  void parkedRowsComeInTheOrderOfKeysPageByPage() {
    commit(
        transaction -> {
          transaction.park(
              CUSTOMER, CRM, List.of(parked("b", "1"), parked("", "2"), parked("ä", "3")));
          transaction.park(CUSTOMER, CRM, List.of(parked("a", "4"), parked("ab", "5")));
          transaction.park(CUSTOMER, ERP, List.of(parked("a", "other")));
        });

    try (StoreView view = store.view()) {
      List<ParkedRow> first = view.parked(CUSTOMER, CRM, Optional.empty(), 3);
      List<ParkedRow> second = view.parked(CUSTOMER, CRM, Optional.of(first.get(2).key()), 3);

      assertThat(first).extracting(ParkedRow::why).containsExactly("2", "4", "5");
      assertThat(second).extracting(ParkedRow::why).containsExactly("1", "3");
      assertThat(view.countParked(CUSTOMER, CRM)).isEqualTo(5);
    }
  }

  @Test
  void aRowThatIsParkedAgainIsReplaced() {
    commit(transaction -> transaction.park(CUSTOMER, CRM, List.of(parked("1", "first"))));
    commit(
        transaction ->
            transaction.park(CUSTOMER, CRM, List.of(parked("1", "second"), parked("1", "third"))));

    try (StoreView view = store.view()) {
      assertThat(view.parked(CUSTOMER, CRM, List.of(NativeKey.of("1"), NativeKey.of("2"))))
          .containsOnlyKeys(NativeKey.of("1"))
          .containsEntry(NativeKey.of("1"), parked("1", "third"));
    }
  }

  @Test
  void anUnparkedRowIsGone() {
    commit(
        transaction ->
            transaction.park(CUSTOMER, CRM, List.of(parked("1", "any"), parked("2", "any"))));
    commit(
        transaction ->
            transaction.unpark(CUSTOMER, CRM, List.of(NativeKey.of("1"), NativeKey.of("9"))));

    try (StoreView view = store.view()) {
      assertThat(view.parked(CUSTOMER, CRM, Optional.empty(), 10))
          .extracting(ParkedRow::key)
          .containsExactly(NativeKey.of("2"));
    }
  }

  @Test
  void notesComeInTheOrderOfSubjectsPageByPageAndOneKindAtATime() {
    commit(
        transaction -> {
          transaction.note(CUSTOMER, CRM, List.of(note("b", "1"), note("", "2"), note("ä", "3")));
          transaction.note(CUSTOMER, CRM, List.of(note("a", "4"), note("\uD83D\uDE00", "5")));
          transaction.note(CUSTOMER, ERP, List.of(note("a", "other")));
          transaction.note(
              CUSTOMER, CRM, List.of(new Note(NoteKind.APPROVED, "a", Row.empty(), Instant.EPOCH)));
        });

    try (StoreView view = store.view()) {
      List<Note> first = view.notes(CUSTOMER, CRM, NoteKind.GUARDED, Optional.empty(), 3);
      List<Note> rest = view.notes(CUSTOMER, CRM, NoteKind.GUARDED, Optional.of("b"), 3);

      assertThat(first).containsExactly(note("", "2"), note("a", "4"), note("b", "1"));
      assertThat(rest).containsExactly(note("ä", "3"), note("\uD83D\uDE00", "5"));
      assertThat(view.notes(CUSTOMER, CRM, NoteKind.APPROVED, Optional.empty(), 3)).hasSize(1);
    }
  }

  @Test
  void aNoteOnTheSameSubjectIsReplacedAndAForgottenOneIsGone() {
    commit(transaction -> transaction.note(CUSTOMER, CRM, List.of(note("1", "a"), note("2", "b"))));
    commit(transaction -> transaction.note(CUSTOMER, CRM, List.of(note("1", "c"), note("1", "d"))));
    commit(
        transaction ->
            transaction.forget(CUSTOMER, CRM, NoteKind.GUARDED, List.of("2", "unknown")));

    try (StoreView view = store.view()) {
      assertThat(view.notes(CUSTOMER, CRM, NoteKind.GUARDED, List.of("1", "2")))
          .containsExactly(Map.entry("1", note("1", "d")));
    }
  }

  @Test
  void theWholeJournalIsReadPageByPageAndEntriesAreDroppedOneByOne() {
    save(named(1, "a"));
    save(named(2, "b"));
    commit(transaction -> transaction.append(CUSTOMER, List.of(entry(2, "x"), entry(1, "y"))));
    commit(transaction -> transaction.append(CUSTOMER, List.of(entry(1, "z"))));

    List<Journaled> all;
    try (StoreView view = store.view()) {
      all = view.journal(CUSTOMER, Optional.empty(), 10);
      List<Journaled> first = view.journal(CUSTOMER, Optional.empty(), 2);
      List<Journaled> rest = view.journal(CUSTOMER, Optional.of(first.get(1).position()), 2);

      assertThat(all).extracting(each -> each.entry().kind()).containsExactly("y", "z", "x");
      assertThat(first).isEqualTo(all.subList(0, 2));
      assertThat(rest).isEqualTo(all.subList(2, 3));
      assertThat(view.journal(CUSTOMER, Optional.of(all.get(0).position()), 5))
          .isEqualTo(all.subList(1, 3));
    }
    JournalPosition dropped = all.get(0).position();
    commit(transaction -> transaction.dropJournal(CUSTOMER, List.of(dropped)));
    try (StoreView view = store.view()) {
      assertThat(view.journal(CUSTOMER, Optional.empty(), 10)).isEqualTo(all.subList(1, 3));
      assertThat(view.journal(CUSTOMER, new RecordId(1))).containsExactly(all.get(1).entry());
    }
  }

  @Test
  void linkedRecordsAreCountedBySystem() {
    save(linked(named(1, "a"), CRM, NativeKey.of("1")));
    save(linked(named(2, "b"), CRM, NativeKey.of("2")));

    try (StoreView view = store.view()) {
      assertThat(view.countLinked(CUSTOMER, CRM)).isEqualTo(2);
      assertThat(view.countLinked(CUSTOMER, ERP)).isZero();
    }
  }

  private static Note note(String subject, String text) {
    Row content = Row.builder().set("text", Value.of(text)).set("none", Value.NULL).build();
    return new Note(NoteKind.GUARDED, subject, content, Instant.parse("2024-03-01T08:00:00Z"));
  }

  @Test
  void progressIsTheLastSaved() {
    commit(transaction -> transaction.saveProgress(CUSTOMER, CRM, progress("a")));
    commit(transaction -> transaction.saveProgress(CUSTOMER, CRM, progress("b")));

    try (StoreView view = store.view()) {
      assertThat(view.progress(CUSTOMER, CRM)).contains(progress("b"));
      assertThat(view.progress(CUSTOMER, ERP)).isEmpty();
      assertThat(view.progress(PRODUCT, CRM)).isEmpty();
    }
  }

  @Test
  void theJournalTellsOfEachRecordInOrder() {
    commit(
        transaction ->
            transaction.append(
                CUSTOMER, List.of(entry(2, "first"), entry(1, "other"), entry(2, "second"))));
    commit(transaction -> transaction.append(CUSTOMER, List.of(entry(2, "third"))));

    try (StoreView view = store.view()) {
      assertThat(view.journal(CUSTOMER, new RecordId(2)))
          .containsExactly(entry(2, "first"), entry(2, "second"), entry(2, "third"));
      assertThat(view.journal(PRODUCT, new RecordId(2))).isEmpty();
    }
  }

  @Test
  void theCountNeverFalls() {
    commit(transaction -> transaction.saveCount(7));

    assertThatThrownBy(() -> commit(transaction -> transaction.saveCount(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not fall: count=6 before=7");

    try (StoreView view = store.view()) {
      assertThat(view.count()).isEqualTo(7);
    }
  }

  @Test
  void itsIdentityStays() {
    try (StoreView view = store.view();
        StoreTransaction transaction = store.begin()) {
      assertThat(view.identity()).isNotBlank().isEqualTo(transaction.identity());
    }
  }

  @Test
  void whatIsClosedRefuses() {
    StoreView view = store.view();
    view.close();
    view.close();
    StoreTransaction transaction = store.begin();
    transaction.commit();
    transaction.close();

    assertThatThrownBy(view::count).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(transaction::commit).isInstanceOf(IllegalStateException.class);

    store.close();
    store.close();

    assertThatThrownBy(store::view).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(store::begin).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aStoreThatKeepsItsStateKeepsAllThatWasCommitted() throws Exception {
    StoredRecord record = ada(allocate(1));
    save(record);
    commit(
        transaction -> {
          transaction.saveProgress(CUSTOMER, CRM, progress("a"));
          transaction.park(CUSTOMER, CRM, List.of(parked("9", "first")));
          transaction.append(CUSTOMER, List.of(entry(1, "conflict")));
          transaction.saveCount(7);
        });
    String identity = identity();
    StoreTransaction open = store.begin();
    open.saveCount(99);
    store.close();
    Optional<StateStore> again = reopen();
    if (again.isEmpty()) {
      return;
    }
    store = again.get();

    try (StoreView view = store.view()) {
      assertFound(view, record);
      assertThat(view.progress(CUSTOMER, CRM)).contains(progress("a"));
      assertThat(view.parked(CUSTOMER, CRM, Optional.empty(), 10))
          .containsExactly(parked("9", "first"));
      assertThat(view.journal(CUSTOMER, new RecordId(1))).containsExactly(entry(1, "conflict"));
      assertThat(view.countRecords(CUSTOMER)).isEqualTo(1);
      assertThat(view.count()).isEqualTo(7);
    }
    assertThat(identity()).isEqualTo(identity);
    assertThat(allocate(1)).isGreaterThan(record.id().value());
  }

  /** Linked, with digests and a flag. */
  private static StoredRecord ada(long id) {
    StoredRecord linked = linked(named(id, "Ada"), CRM, NativeKey.of("c-" + id));
    return flagged(digested(linked, 11L, 12L), new Flagged(Flag.PENDING, ERP));
  }

  private static void assertFound(StoreView view, StoredRecord record) {
    assertThat(view.load(CUSTOMER, List.of(record.id()))).containsEntry(record.id(), record);
    assertThat(view.records(CUSTOMER, 0, 10)).contains(record.id());
    record
        .links()
        .forEach(
            (system, link) ->
                assertThat(view.linked(CUSTOMER, system, List.of(link.key())))
                    .containsEntry(link.key(), record.id()));
    for (Long digest : record.correlation()) {
      assertThat(view.correlated(CUSTOMER, List.of(digest)).get(digest)).contains(record.id());
    }
    for (Flagged flagged : record.flags()) {
      assertThat(view.flagged(flagged.flag(), CUSTOMER, flagged.system(), 0, 10))
          .contains(record.id());
    }
  }

  private static ParkedRow parked(String key, String why) {
    return new ParkedRow(
        NativeKey.of(key),
        ParkedRow.Reason.SEVERAL,
        why,
        List.of(new Likeness(new RecordId(4), 0.875), Likeness.certain(new RecordId(2))),
        List.of(NativeKey.of("7")),
        Row.of("name", Value.of("Ada")),
        NOW,
        NOW.plusSeconds(5));
  }

  private static FlowProgress progress(String position) {
    Cursor cursor =
        new Cursor("test", 1, "query", position.getBytes(StandardCharsets.UTF_8), "at " + position);
    return new FlowProgress(Optional.of(cursor), Optional.empty(), Optional.of(cursor), true);
  }

  private static JournalEntry entry(long record, String kind) {
    return new JournalEntry(
        new RecordId(record),
        NOW,
        kind,
        CRM,
        "name",
        Optional.empty(),
        Optional.of(Value.of("Ada")),
        Optional.empty(),
        Optional.of(Value.NULL),
        Optional.empty(),
        "incoming",
        "crm wins");
  }

  private void save(StoredRecord... records) {
    change(Arrays.stream(records).map(RecordChange::created).toArray(RecordChange[]::new));
  }

  private void change(RecordChange... changes) {
    commit(transaction -> transaction.save(CUSTOMER, List.of(changes)));
  }

  private void commit(Consumer<StoreTransaction> work) {
    try (StoreTransaction transaction = store.begin()) {
      work.accept(transaction);
      transaction.commit();
    }
  }

  private long allocate(int ids) {
    try (StoreTransaction transaction = store.begin()) {
      long first = transaction.allocate(ids);
      transaction.commit();
      return first;
    }
  }

  private long countInTransaction() {
    try (StoreTransaction transaction = store.begin()) {
      return transaction.count();
    }
  }

  private String identity() {
    try (StoreView view = store.view()) {
      return view.identity();
    }
  }

  private <T> T elsewhere(Function<StoreView, T> question) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try (StoreView view = store.view()) {
                return question.apply(view);
              }
            })
        .get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
  }
}
