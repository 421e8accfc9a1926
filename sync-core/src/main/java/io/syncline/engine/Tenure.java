package io.syncline.engine;

import io.syncline.store.Claim;
import io.syncline.store.Holder;
import io.syncline.store.Lease;
import io.syncline.store.NotHolder;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreTransaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine's leases of its store, one after the other. Thread-safe; what a term remembers is for
 * whoever has the engine's turn.
 */
final class Tenure {

  private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);

  private final List<SyncEntity> entities;
  private final StateStore store;
  private final Instance instance;
  private final Incarnations incarnations;
  private volatile Optional<Term> term = Optional.empty();

  Tenure(
      List<SyncEntity> entities, StateStore store, Instance instance, Incarnations incarnations) {
    this.entities = entities;
    this.store = store;
    this.instance = instance;
    this.incarnations = incarnations;
  }

  /** Does {@code work} in the term of now, or what is {@code otherwise} where another works. */
  <T> T claim(Function<Term, T> work, Function<Holder, T> otherwise) {
    Claim claim = store.claim(instance.name(), instance.lease());
    return claim instanceof Claim.Granted granted
        ? work.apply(term(granted.lease()))
        : otherwise.apply(ended((Claim.Held) claim));
  }

  private synchronized Term term(Lease lease) {
    Optional<Term> known = term.filter(each -> each.lease.epoch() == lease.epoch());
    if (known.isPresent()) {
      return known.get();
    }
    Term begun = Term.begin(lease, store, entities, incarnations);
    term = Optional.of(begun);
    if (store.isShared()) {
      LOG.info("{} works on the store from now on, epoch {}", instance.name(), lease.epoch());
    }
    return begun;
  }

  private synchronized Holder ended(Claim.Held claim) {
    term = Optional.empty();
    return claim.holder();
  }

  /** Does {@code work}, which makes sense for the holder of the lease only. */
  <T> T require(Function<Term, T> work) {
    return claim(
        work,
        holder -> {
          throw new NotHolder(holder);
        });
  }

  /** Makes a change in a transaction of its own, and waits for no run. */
  void change(Consumer<StoreTransaction> change) {
    require(
        granted ->
            Transactions.committing(store)
                .call(
                    transaction -> {
                      change.accept(transaction);
                      return true;
                    }));
  }

  /** Changes what is paused. The run under way heeds it from its next page on. */
  void changePauses(Consumer<StoreTransaction> change) {
    change(change);
    term.ifPresent(now -> now.paused.read(store)); // the term of now, whichever it was changed in
  }

  /** What is paused; where another instance works, as the store has it now. */
  Paused paused() {
    return term.map(now -> now.paused).orElseGet(() -> new Paused(entities).read(store));
  }

  /** Gives a sign of life where there is a lease. */
  void renew() {
    Optional<Term> now = term;
    try {
      if (now.isPresent() && !now.get().lease.renew()) {
        LOG.warn("{} has lost its lease, epoch {}", instance.name(), now.get().lease.epoch());
        forget(now.get());
      }
    } catch (StoreException e) {
      LOG.warn("{} could not renew its lease: {}", instance.name(), e.getMessage());
    }
  }

  private synchronized void forget(Term lost) {
    term = term.filter(known -> known != lost);
  }
}
