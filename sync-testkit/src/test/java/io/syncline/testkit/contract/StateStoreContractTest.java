package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.store.Link;
import io.syncline.store.RecordChange;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The contract finds what is wrong. */
class StateStoreContractTest {

  @Test
  void aStoreThatForgetsToUndoIsFound() {
    assertThat(BrokenPromises.of(OfOneThatForgetsToUndo.class))
        .contains("whatIsNotCommittedIsForgotten()");
  }

  @Test
  void aStoreThatLetsTwoRecordsHoldOneLinkIsFound() {
    assertThat(BrokenPromises.of(OfOneThatSharesLinks.class)).contains("aLinkBelongsToOneRecord()");
  }

  @Test
  void aStoreThatAnswersFlagsInAnyOrderIsFound() {
    assertThat(BrokenPromises.of(OfOneThatDoesNotSort.class))
        .containsExactly("recordsAndFlagsComeAscendingPageByPage()");
  }

  @Test
  void aStoreWhoseViewsSeeWhatIsCommittedLaterIsFound() {
    assertThat(BrokenPromises.of(OfOneWithoutMoments.class))
        .containsExactly("aViewKeepsTheMomentItWasOpenedIn()");
  }

  @Test
  void aStoreThatKeepsTheOldDigestsIsFound() {
    assertThat(BrokenPromises.of(OfOneThatKeepsDigests.class))
        .contains("linksDigestsAndFlagsFollowTheRecord()");
  }

  abstract static class OfAWrongStore extends StateStoreContract {
    @Override
    protected Optional<StateStore> reopen() {
      return Optional.empty();
    }
  }

  static class OfOneThatForgetsToUndo extends OfAWrongStore {
    @Override
    protected StateStore open() {
      return new WrongStore() {
        @Override
        public StoreTransaction begin() {
          StoreTransaction transaction = right.begin();
          return transactionBy(
              (method, arguments) -> {
                if (method.getName().equals("close")) {
                  try {
                    transaction.commit();
                  } catch (RuntimeException ended) {
                    transaction.close();
                  }
                }
                return method.invoke(transaction, arguments);
              });
        }
      };
    }
  }

  static class OfOneThatSharesLinks extends OfAWrongStore {
    @Override
    protected StateStore open() {
      return new WrongStore() {
        @Override
        public StoreTransaction begin() {
          StoreTransaction transaction = right.begin();
          return transactionBy(
              (method, arguments) -> {
                if (method.getName().equals("save")) {
                  arguments[1] = withoutKnownLinks((List<?>) arguments[1], transaction, arguments);
                }
                return method.invoke(transaction, arguments);
              });
        }
      };
    }

    private static List<RecordChange> withoutKnownLinks(
        List<?> changes, StoreTransaction transaction, Object[] arguments) {
      List<RecordChange> kept = new ArrayList<>();
      for (Object each : changes) {
        RecordChange change = (RecordChange) each;
        if (change.before().isEmpty()) {
          StoredRecord after = change.after().orElseThrow();
          Map<SystemId, Link> links = new TreeMap<>(after.links());
          links
              .entrySet()
              .removeIf(
                  link ->
                      !transaction
                          .linked(
                              (EntityName) arguments[0],
                              link.getKey(),
                              List.of(link.getValue().key()))
                          .isEmpty());
          change =
              RecordChange.created(
                  new StoredRecord(
                      after.id(),
                      after.state(),
                      new TreeMap<>(links),
                      after.correlation(),
                      after.flags()));
        }
        kept.add(change);
      }
      return kept;
    }
  }

  static class OfOneThatDoesNotSort extends OfAWrongStore {
    @Override
    protected StateStore open() {
      return new WrongStore() {
        @Override
        public StoreView view() {
          StoreView view = right.view();
          return viewBy(
              (method, arguments) -> {
                Object answer = method.invoke(view, arguments);
                if (method.getName().equals("flagged")) {
                  List<?> reversed = new ArrayList<>((List<?>) answer);
                  Collections.reverse(reversed);
                  return reversed;
                }
                return answer;
              });
        }
      };
    }
  }

  static class OfOneWithoutMoments extends OfAWrongStore {
    @Override
    protected StateStore open() {
      return new WrongStore() {
        @Override
        public StoreView view() {
          StoreView first = right.view();
          return viewBy(
              (method, arguments) -> {
                if (method.getName().equals("close")) {
                  return method.invoke(first, arguments);
                }
                assertThat(first.count()).isNotNegative();
                try (StoreView now = right.view()) {
                  return method.invoke(now, arguments);
                }
              });
        }
      };
    }
  }

  static class OfOneThatKeepsDigests extends OfAWrongStore {
    @Override
    protected StateStore open() {
      return new WrongStore() {
        @Override
        public StoreView view() {
          StoreView view = right.view();
          return viewBy(
              (method, arguments) -> {
                Object answer = method.invoke(view, arguments);
                return method.getName().equals("correlated") && ((Map<?, ?>) answer).isEmpty()
                    ? Map.of(11L, SampleRecords.ids(1))
                    : answer;
              });
        }
      };
    }
  }
}
