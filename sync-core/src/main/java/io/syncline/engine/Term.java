package io.syncline.engine;

import io.syncline.store.Lease;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.util.List;

/**
 * What an engine remembers of its store for as long as it holds one lease: nobody else changes it
 * meanwhile. Used by whoever has the engine's turn, but for the lease.
 */
final class Term {

  final Lease lease;
  final HubCount count;
  final String identity;
  final OpenCreates openCreates = new OpenCreates();
  final BulkJobs jobs = new BulkJobs();
  final Listings listings = new Listings();
  final ReadDelays readDelays = new ReadDelays();
  final Rewinds rewinds;
  final Paused paused;

  /** Whether all that earlier terms left in flight is taken as unknown. */
  boolean recovered;

  private Term(Lease lease, StoreView view, Paused paused, Incarnations incarnations) {
    this.lease = lease;
    this.paused = paused;
    this.rewinds = new Rewinds(incarnations);
    this.count = new HubCount(view.count());
    this.identity = view.identity();
  }

  /** Reads what the store holds now. */
  static Term begin(
      Lease lease, StateStore store, List<SyncEntity> entities, Incarnations incarnations) {
    Paused paused = new Paused(entities).read(store);
    try (StoreView view = store.view()) {
      return new Term(lease, view, paused, incarnations);
    }
  }
}
