package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SampleRecords.CRM;
import static io.syncline.testkit.contract.SampleRecords.ERP;
import static io.syncline.testkit.contract.SampleRecords.ids;
import static io.syncline.testkit.contract.SampleRecords.linked;
import static io.syncline.testkit.contract.SampleRecords.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.store.Claim;
import io.syncline.store.Holder;
import io.syncline.store.Lease;
import io.syncline.store.NotHolder;
import io.syncline.store.RecordChange;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link StateStore} promises that several instances have open at the same time, beside
 * {@link StateStoreContract}. Extend it, and open one more store over the same state with each
 * call.
 *
 * <p>An instance whose process is killed or frozen is one that is not heard of any more. What the
 * server does about the connections of a dead process is for each store to show in a test of its
 * own.
 */
public abstract class SharedStoreContract {

  private static final EntityName CUSTOMER = new EntityName("customer");
  private static final EntityName PRODUCT = new EntityName("product");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<StateStore> opened = new ArrayList<>();

  /** One more store over the state of this test, which is empty at first. */
  protected abstract StateStore open() throws Exception;

  /** Lets time pass for the leases, where that can be done without waiting. */
  protected void pass(Duration time) {}

  private StateStore opened() throws Exception {
    StateStore store = open();
    opened.add(store);
    return store;
  }

  @AfterEach
  final void closeStores() {
    opened.forEach(StateStore::close);
  }

  @Test
  void itSaysThatItIsShared() throws Exception {
    assertThat(opened().isShared()).isTrue();
  }

  @Test
  void withoutALeaseOneLooksAndChangesNothing() throws Exception {
    StateStore store = opened();

    try (StoreView view = store.view()) {
      assertThat(view.count()).isZero();
    }
    assertThatThrownBy(store::begin)
        .isInstanceOf(NotHolder.class)
        .hasMessageStartingWith("must hold the lease: state=");
  }

  @Test
  void theFirstToAskIsGrantedTheLeaseAndOthersAreToldWho() throws Exception {
    StateStore first = opened();
    StateStore second = opened();

    Lease lease = granted(first, "first", LONG);
    Claim claim = second.claim("second", LONG);

    assertThat(lease.left()).isPositive().isLessThanOrEqualTo(LONG);
    assertThat(claim).isEqualTo(new Claim.Held(new Holder("first", lease.epoch())));
    assertThatThrownBy(second::begin).isInstanceOf(NotHolder.class);
  }

  @Test
  void whoAsksAgainKeepsItsLease() throws Exception {
    StateStore store = opened();
    Lease lease = granted(store, "first", LONG);

    assertThat(granted(store, "first", LONG).epoch()).isEqualTo(lease.epoch());
    assertThat(lease.renew()).isTrue();
  }

  @Test
  void whoClosesLetsGo() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    Lease before = granted(first, "first", LONG);
    second.claim("second", LONG);

    first.close();

    assertThat(granted(second, "second", LONG).epoch()).isGreaterThan(before.epoch());
  }

  @Test
  void ofSeveralThatAskAtOnceOneIsGranted() throws Exception {
    List<CompletableFuture<Claim>> claims = new ArrayList<>();
    List<StateStore> stores = List.of(opened(), opened(), opened(), opened());

    for (StateStore store : stores) {
      claims.add(CompletableFuture.supplyAsync(() -> store.claim("any", LONG)));
    }

    int granted = 0;
    for (CompletableFuture<Claim> claim : claims) {
      granted += claim.get(LIMIT.toSeconds(), TimeUnit.SECONDS) instanceof Claim.Granted ? 1 : 0;
    }
    assertThat(granted).isEqualTo(1);
  }

  @Test
  void aLeaseIsTakenOverOnceNothingIsHeardOfItsHolder() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    Lease lost = granted(first, "first", SHORT);

    Lease next = takeOver(second);

    assertThat(next.epoch()).isGreaterThan(lost.epoch());
    assertThat(lost.renew()).isFalse();
    assertThat(lost.left()).isZero();
    assertThat(first.claim("first", SHORT))
        .isEqualTo(new Claim.Held(new Holder("heir", next.epoch())));
    assertThatThrownBy(first::begin).isInstanceOf(NotHolder.class);
  }

  @Test
  void aLeaseThatIsRenewedIsNotTakenOver() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    Lease lease = granted(first, "first", SHORT);

    heldOff(second, lease::renew);
  }

  @Test
  void aCommitRenewsTheLease() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    granted(first, "first", SHORT);

    heldOff(second, () -> commit(first, transaction -> transaction.allocate(1)));
  }

  @Test
  void theCommitOfAStaleHolderIsRefused() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    granted(first, "first", SHORT);
    commit(first, transaction -> transaction.saveCount(3));
    StoreTransaction stale = first.begin();
    stale.saveCount(5);
    stale.save(CUSTOMER, List.of(RecordChange.created(named(1, "Ada"))));

    Lease next = takeOver(second);
    commit(second, transaction -> transaction.saveCount(4));

    assertThatThrownBy(stale::commit)
        .isInstanceOf(NotHolder.class)
        .extracting(refused -> ((NotHolder) refused).holder())
        .isEqualTo(Optional.of(new Holder("heir", next.epoch())));
    stale.close();
    assertThatThrownBy(first::begin).isInstanceOf(NotHolder.class);
    try (StoreView view = first.view()) {
      assertThat(view.count()).isEqualTo(4);
      assertThat(view.countRecords(CUSTOMER)).isZero();
    }
  }

  @Test
  void aTransactionOfAnEarlierLeaseIsRefusedUnderALaterOneToo() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    granted(first, "first", SHORT);
    StoreTransaction stale = first.begin();
    stale.saveCount(5);
    takeOver(second);
    second.close();

    assertThatThrownBy(stale::commit).isInstanceOf(NotHolder.class);
    stale.close();

    granted(first, "first", LONG);
    commit(first, transaction -> transaction.saveCount(1));
  }

  @Test
  void whatAStaleHolderHasChangedStandsInNobodysWay() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    StoredRecord ada = linked(named(1, "Ada"), CRM, NativeKey.of("c-1"));
    granted(first, "first", SHORT);
    commit(first, transaction -> transaction.save(CUSTOMER, List.of(RecordChange.created(ada))));
    StoreTransaction stale = first.begin();
    stale.save(CUSTOMER, List.of(RecordChange.dropped(ada)));
    stale.save(PRODUCT, List.of(RecordChange.created(named(7, "Chair"))));

    takeOver(second);
    StoredRecord other = linked(named(1, "Grace"), CRM, NativeKey.of("c-2"));
    CompletableFuture<Void> change =
        CompletableFuture.runAsync(
            () ->
                commit(
                    second,
                    transaction -> {
                      transaction.save(CUSTOMER, List.of(RecordChange.changed(ada, other)));
                      transaction.save(PRODUCT, List.of(RecordChange.created(named(7, "Table"))));
                    }));

    finished(change);
    assertThatThrownBy(stale::commit).isInstanceOf(NotHolder.class);
    stale.close();
    try (StoreView view = second.view()) {
      assertThat(view.load(CUSTOMER, ids(1))).containsEntry(new RecordId(1), other);
      assertThat(view.load(PRODUCT, ids(7))).containsEntry(new RecordId(7), named(7, "Table"));
    }
  }

  @Test
  void everyHolderGoesOnFromWhatTheOneBeforeHasCommitted() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    granted(first, "first", SHORT);
    assertThat(allocate(first, 3)).isEqualTo(1);

    takeOver(second);
    assertThat(allocate(second, 2)).isEqualTo(4);
    second.close();

    granted(first, "first", SHORT);
    assertThat(allocate(first, 1)).isEqualTo(6);
  }

  /** A name that only an undone transaction used must not stand for another one's later. */
  @Test
  void aStaleHolderReadsWhatOthersWroteAsTheyWroteIt() throws Exception {
    StateStore first = opened();
    StateStore second = opened();
    granted(first, "first", SHORT);
    StoreTransaction stale = first.begin();
    stale.save(
        PRODUCT, List.of(RecordChange.created(linked(named(1, "Chair"), ERP, NativeKey.of("e")))));

    takeOver(second);
    StoredRecord ada = linked(named(1, "Ada"), CRM, NativeKey.of("c-1"));
    commit(second, transaction -> transaction.save(CUSTOMER, List.of(RecordChange.created(ada))));

    try (StoreView view = first.view()) {
      assertThat(view.load(CUSTOMER, ids(1))).containsEntry(new RecordId(1), ada);
      assertThat(view.load(PRODUCT, ids(1))).isEmpty();
      assertThat(view.linked(CUSTOMER, CRM, List.of(NativeKey.of("c-1"))))
          .containsEntry(NativeKey.of("c-1"), new RecordId(1));
    }
    stale.close();
  }

  @Test
  void whoStandsBySeesWhatTheHolderCommits() throws Exception {
    StateStore holder = opened();
    StateStore standsBy = opened();
    granted(holder, "first", LONG);
    StoredRecord ada = linked(named(1, "Ada"), CRM, NativeKey.of("c-1"));

    commit(holder, transaction -> transaction.save(CUSTOMER, List.of(RecordChange.created(ada))));

    try (StoreView view = standsBy.view();
        StoreView own = holder.view()) {
      assertThat(view.load(CUSTOMER, ids(1))).containsEntry(new RecordId(1), ada);
      assertThat(view.identity()).isEqualTo(own.identity());
    }
  }

  private static Lease granted(StateStore store, String name, Duration lasting) {
    Claim claim = store.claim(name, lasting);
    assertThat(claim).isInstanceOf(Claim.Granted.class);
    return ((Claim.Granted) claim).lease();
  }

  /** Asks until the lease of another is over. */
  private Lease takeOver(StateStore heir) {
    Claim last =
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(5))
            .until(
                () -> {
                  pass(SHORT.dividedBy(4));
                  return heir.claim("heir", LONG);
                },
                Claim.Granted.class::isInstance);
    return ((Claim.Granted) last).lease();
  }

  /** Asks for a lease for longer than it lasts, in vain, while its holder does something. */
  private void heldOff(StateStore other, Runnable holder) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .during(SHORT.multipliedBy(3))
        .atMost(LIMIT)
        .until(
            () -> {
              holder.run();
              pass(SHORT.dividedBy(2));
              holder.run();
              return other.claim("other", LONG) instanceof Claim.Held;
            });
  }

  private static void commit(StateStore store, Consumer<StoreTransaction> work) {
    try (StoreTransaction transaction = store.begin()) {
      work.accept(transaction);
      transaction.commit();
    }
  }

  private static long allocate(StateStore store, int ids) {
    try (StoreTransaction transaction = store.begin()) {
      long first = transaction.allocate(ids);
      transaction.commit();
      return first;
    }
  }

  private static void finished(CompletableFuture<Void> work)
      throws InterruptedException, ExecutionException, TimeoutException {
    work.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
