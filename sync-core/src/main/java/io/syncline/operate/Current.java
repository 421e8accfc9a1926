package io.syncline.operate;

import io.syncline.store.ParkedRow;
import io.syncline.store.StoredRecord;
import java.util.Optional;

/**
 * An entry as it is now, with what it was made of.
 *
 * @param record of entries about a known record
 * @param row of entries about a native record that has none
 */
record Current(InboxEntry entry, Optional<StoredRecord> record, Optional<ParkedRow> row) {

  EntryId id() {
    return entry.id();
  }

  Current dismissed() {
    InboxEntry.Heading before = entry.heading();
    InboxEntry.Heading heading =
        new InboxEntry.Heading(before.id(), before.version(), before.since(), true);
    return new Current(entry.match(new Headed(heading)), record, row);
  }

  /** The same entry under another heading. */
  private record Headed(InboxEntry.Heading heading) implements InboxEntry.Cases<InboxEntry> {

    @Override
    public InboxEntry conflict(InboxEntry.Conflict entry) {
      return new InboxEntry.Conflict(
          heading,
          entry.keys(),
          entry.field(),
          entry.base(),
          entry.head(),
          entry.incoming(),
          entry.shown());
    }

    @Override
    public InboxEntry doubt(InboxEntry.Doubt entry) {
      return new InboxEntry.Doubt(
          heading, entry.reason(), entry.why(), entry.row(), entry.candidates(), entry.twins());
    }

    @Override
    public InboxEntry refusedWrite(InboxEntry.RefusedWrite entry) {
      return new InboxEntry.RefusedWrite(heading, entry.keys(), entry.fields());
    }

    @Override
    public InboxEntry unreadRow(InboxEntry.UnreadRow entry) {
      return new InboxEntry.UnreadRow(heading, entry.why(), entry.row());
    }

    @Override
    public InboxEntry guardedPlan(InboxEntry.GuardedPlan entry) {
      return new InboxEntry.GuardedPlan(heading, entry.part());
    }

    @Override
    public InboxEntry rewound(InboxEntry.Rewound entry) {
      return new InboxEntry.Rewound(heading, entry.why(), entry.compared());
    }

    @Override
    public InboxEntry stopped(InboxEntry.Stopped entry) {
      return new InboxEntry.Stopped(heading, entry.why());
    }
  }
}
