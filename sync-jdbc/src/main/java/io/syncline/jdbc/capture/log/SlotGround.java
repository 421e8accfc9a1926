package io.syncline.jdbc.capture.log;

import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Health;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What a slot stands on: looked at before each page, so that nothing missing looks like silence.
 */
final class SlotGround {

  private static final double LOOK_SECONDS = 0.02;

  /** For a stream whose wire was cut, until its server notices. */
  private static final int LOOKS_BEFORE_ENDING = 10;

  private static final int MOST_LOOKS = 100;

  private final Sessions sessions;
  private final RowForm form;
  private final LogSlot slot;
  private final SlotChecks checks;

  SlotGround(Sessions sessions, RowForm form, LogSlot slot) {
    this.sessions = sessions;
    this.form = form;
    this.slot = slot;
    this.checks = new SlotChecks(slot, form.shape());
  }

  /**
   * What stands there.
   *
   * @param open the transactions that are open right after it was looked at
   */
  record Seen(SlotState state, List<Integer> open) {}

  SlotState look(Duration within) {
    return read(within, this::look);
  }

  Seen lookWithOpen(Duration within) {
    return read(
        within,
        session -> {
          SlotState state = look(session);
          return new Seen(state, SlotState.open(session.sql()));
        });
  }

  private SlotState look(Session session) {
    return SlotState.look(session.sql(), slot, form.shape(), form.key())
        .orElseThrow(
            () -> new AdapterException.SchemaChanged(dataset() + " is not there any more"));
  }

  /** The slot, where all is as it must be. */
  SlotState.Slot require(SlotState state) {
    if (state.replica()) {
      throw new AdapterException.Unsupported(dataset() + ": the log of a replica is not followed");
    }
    List<SettingFault> faults =
        checks.all(state).stream()
            .filter(check -> !check.good())
            .map((Health.Check check) -> new SettingFault(check.name(), check.detail()))
            .toList();
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    return state.slot().orElseThrow();
  }

  /** The slot, where it also has all that follows {@code from}. */
  SlotState.Slot require(SlotState state, LogPosition from) {
    if (!state.replica() && LogPosition.isBelow(state.inserted(), from.lsn())) {
      throw new AdapterException.Rewound(
          dataset()
              + ": the log is behind the cursor: log="
              + Lsn.text(state.inserted())
              + " cursor="
              + Lsn.text(from.lsn()));
    }
    if (state.slot().map(SlotState.Slot::isLost).orElse(false)) {
      throw expired("slot " + slot.name() + " has lost what it kept");
    }
    SlotState.Slot there = require(state);
    if (!state.publication().orElseThrow().origin().equals(from.origin().publication())) {
      throw expired("publication " + slot.publication() + " is not the one it was");
    }
    if (LogPosition.isBelow(from.lsn(), there.confirmed())) {
      throw expired(
          "slot "
              + slot.name()
              + " begins behind the cursor: slot="
              + Lsn.text(there.confirmed())
              + " cursor="
              + Lsn.text(from.lsn()));
    }
    return there;
  }

  LogPosition.Origin origin(SlotState state, Duration within) {
    return new LogPosition.Origin(server(within), state.publication().orElseThrow().origin());
  }

  /** Which server it is is asked before each stream: a connection that lasts is to the same one. */
  void requireSameServer(LogPosition from, Duration within) {
    String was = from.origin().server();
    String is = server(within);
    if (!was.isEmpty() && !is.isEmpty() && !was.equals(is)) {
      throw new AdapterException.Rewound(
          dataset() + ": it is the log of another server: was=" + was + " is=" + is);
    }
  }

  private String server(Duration within) {
    return read(within, session -> form.dialect().incarnation(session.sql())).orElse("");
  }

  /**
   * The process of a stream whose wire was cut holds the slot until it notices; that of an instance
   * that has stopped to poll, until it is ended: whoever polls has the slot.
   */
  void awaitFree(Duration within) {
    for (int i = 0; i < MOST_LOOKS; i++) {
      if (read(within, session -> SlotState.isFree(session.sql(), slot, LOOK_SECONDS))) {
        return;
      }
      if (i == LOOKS_BEFORE_ENDING) {
        sessions.write(
            dataset(),
            within,
            session -> {
              SlotState.end(session.sql(), slot);
              return slot;
            });
      }
    }
    throw new AdapterException.Unreachable(
        dataset() + ": another process streams from slot " + slot.name());
  }

  /** Has the server write its log to disk as far as it goes, by a transaction of no row. */
  void flush(Duration within) {
    sessions.write(dataset(), within, session -> SlotState.flush(session.sql()));
  }

  AdapterException expired(String why) {
    return new AdapterException.CursorExpired(dataset() + ": " + why, null);
  }

  private <T> T read(Duration within, Function<Session, T> work) {
    return sessions.read(dataset(), Isolation.EACH_STATEMENT, within, work);
  }

  private String dataset() {
    return form.shape().name().toString();
  }
}
