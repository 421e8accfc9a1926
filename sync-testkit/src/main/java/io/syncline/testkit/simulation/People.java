package io.syncline.testkit.simulation;

import io.syncline.model.SystemId;
import io.syncline.operate.EntryKind;
import io.syncline.operate.Inbox;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.InboxFilter;
import io.syncline.reconcile.Choice;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Those who look into the hub's inbox and decide. */
final class People {

  private static final int MOST = 1_000;

  private final World world;

  People(World world) {
    this.world = world;
  }

  /** What waits for them, in the order of records. */
  List<Held> held() {
    List<Held> held = new ArrayList<>();
    for (InboxEntry entry :
        inbox().list(InboxFilter.all().kinds(EntryKind.CONFLICT), MOST).entries()) {
      held.add(new Held((InboxEntry.Conflict) entry));
    }
    return held;
  }

  void decideForIncoming(Held held) {
    decide(held, Choice.incoming());
  }

  void decideForHead(Held held) {
    decide(held, Choice.head());
  }

  private void decide(Held held, Choice choice) {
    world.trace.add("a person decides for the " + choice + ": " + held);
    inbox().resolve(held.conflict().seen(), choice);
    world.oracle.decided();
    if (held.isOfLife()) {
      held.record(world.sides).ifPresent(world.oracle::buried);
    }
  }

  /** Native records that wait. */
  List<ParkedRow> parked(Side side) {
    try (StoreView view = world.store.view()) {
      return view.parked(
          world.scenario.entity(), new SystemId(side.system), Optional.empty(), MOST);
    }
  }

  /** Lets what a system refused be written again. */
  void retry(Side side) {
    inbox()
        .retryAll(
            InboxFilter.all()
                .entity(world.scenario.entity().name())
                .system(side.system)
                .kinds(EntryKind.REFUSED));
  }

  private Inbox inbox() {
    return new Inbox(world.engine(), world.store);
  }
}
