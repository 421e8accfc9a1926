package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.store.Claim;
import io.syncline.store.Lease;
import io.syncline.store.NotHolder;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract finds what is wrong. */
class SharedStoreContractTest {

  @Test
  void aStoreThatKeepsQuietAboutWhatItRefusesIsFound() {
    assertThat(BrokenPromises.of(OfOneThatKeepsQuiet.class))
        .contains(
            "theCommitOfAStaleHolderIsRefused()",
            "aTransactionOfAnEarlierLeaseIsRefusedUnderALaterOneToo()");
  }

  @Test
  void aStoreThatGrantsEverybodyIsFound() {
    String atOnce = "ofSeveralThatAskAtOnceOneIsGranted";
    String told = "theFirstToAskIsGrantedTheLeaseAndOthersAreToldWho";

    assertThat(BrokenPromises.of(OfOneThatGrantsAll.class, atOnce, told))
        .containsExactlyInAnyOrder(atOnce + "()", told + "()");
  }

  static class OfOneThatKeepsQuiet extends SharedMemoryTest {
    @Override
    protected StateStore open() {
      return new Passing(super.open()) {
        @Override
        public StoreTransaction begin() {
          StoreTransaction transaction = super.begin();
          return WrongStore.transactionBy(
              (method, arguments) -> {
                try {
                  return method.invoke(transaction, arguments);
                } catch (InvocationTargetException e) {
                  if (e.getCause() instanceof NotHolder) {
                    return null;
                  }
                  throw e;
                }
              });
        }
      };
    }
  }

  static class OfOneThatGrantsAll extends SharedMemoryTest {
    @Override
    protected StateStore open() {
      return new Passing(super.open()) {
        @Override
        public Claim claim(String holder, Duration lasting) {
          return new Claim.Granted(Lease.unending());
        }
      };
    }
  }

  /** Passes everything on. */
  abstract static class Passing implements StateStore {
    private final StateStore right;

    Passing(StateStore right) {
      this.right = right;
    }

    @Override
    public boolean isShared() {
      return right.isShared();
    }

    @Override
    public Claim claim(String holder, Duration lasting) {
      return right.claim(holder, lasting);
    }

    @Override
    public StoreView view() {
      return right.view();
    }

    @Override
    public StoreTransaction begin() {
      return right.begin();
    }

    @Override
    public void close() {
      right.close();
    }
  }
}
