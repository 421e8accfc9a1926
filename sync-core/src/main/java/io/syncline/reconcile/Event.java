package io.syncline.reconcile;

import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Dot;
import java.util.List;
import java.util.Optional;

/** What a step saw or decided, for the journal and the inbox. */
public sealed interface Event {

  EventKind kind();

  /** The system that was looked at, or whose conflict was decided. */
  SystemId system();

  /** The register it is about; empty where it is about the whole record. */
  Optional<String> about();

  /** A step about one register. */
  sealed interface OfRegister extends Event {
    String register();

    @Override
    default Optional<String> about() {
      return Optional.of(register());
    }
  }

  /** A step about the whole record. */
  sealed interface OfRecord extends Event {
    @Override
    default Optional<String> about() {
      return Optional.empty();
    }
  }

  /** The system edited the agreed value; its edit is the agreed value now. */
  record FastForward(SystemId system, String register, Dot dot) implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.FAST_FORWARD;
    }
  }

  /** The system came by itself to the agreed value. */
  record Agreement(SystemId system, String register, Dot dot) implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.AGREEMENT;
    }
  }

  /**
   * The system's edit and the head's were made without sight of each other, or the system may not
   * edit this field.
   *
   * @param base what the system showed before; empty where nothing was ever agreed
   * @param decision what was done; a merge into one of the two values counts as taking that one
   * @param cause by which rule
   */
  record Conflict(
      SystemId system,
      String register,
      Optional<Value> base,
      Register head,
      Register incoming,
      Resolution decision,
      Cause cause)
      implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.CONFLICT;
    }
  }

  /** By which rule a conflict was decided. */
  enum Cause {
    /** The policy of the field or group. */
    POLICY,
    /** The policy for first contact. */
    FIRST_CONTACT,
    /** The field has an authority, and the system is not it. */
    AUTHORITY,
    /** A value came back in another form than was written, more often than there are systems. */
    FORM
  }

  /**
   * One side deleted what the other edited.
   *
   * @param registers what the delete had not seen, or the edit was about
   */
  record DeleteConflict(
      SystemId system,
      Register head,
      Register incoming,
      DeleteResolution decision,
      List<String> registers)
      implements OfRegister {

    public DeleteConflict {
      registers = List.copyOf(registers);
    }

    @Override
    public String register() {
      return Registers.LIFE;
    }

    @Override
    public EventKind kind() {
      return EventKind.DELETE_CONFLICT;
    }
  }

  /**
   * The system edited a held register again; {@code incoming} takes the place of what it showed.
   */
  record HeldAgain(SystemId system, String register, Value incoming, Dot dot)
      implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.HELD_AGAIN;
    }
  }

  /** A hold ended by itself. */
  record Dissolved(SystemId system, String register) implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.DISSOLVED;
    }
  }

  /**
   * A person decided a held conflict.
   *
   * @param head the agreed value before
   * @param incoming what the system showed
   */
  record Resolved(SystemId system, String register, Choice choice, Value head, Value incoming)
      implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.RESOLVED;
    }
  }

  /** A decision came too late: nothing is held, or it has moved on. Nothing was done. */
  record Refused(SystemId system, String register) implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.REFUSED;
    }
  }

  /** The system shows again what was deleted: a new life. */
  record ReCreated(SystemId system, String register, Dot dot) implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.RE_CREATED;
    }
  }

  /** At first contact the system had null where the head has a value. */
  record GivesWay(SystemId system, String register, Dot dot) implements OfRegister {
    @Override
    public EventKind kind() {
      return EventKind.GIVES_WAY;
    }
  }

  /** The system shows nothing but what it was believed to show. */
  record Echo(SystemId system) implements OfRecord {
    @Override
    public EventKind kind() {
      return EventKind.ECHO;
    }
  }

  /** Something may have changed, but this does not tell what: a read is owed. */
  record Hint(SystemId system) implements OfRecord {
    @Override
    public EventKind kind() {
      return EventKind.HINT;
    }
  }

  /** An image older than the one known; dropped. */
  record Old(SystemId system) implements OfRecord {
    @Override
    public EventKind kind() {
      return EventKind.OLD;
    }
  }

  /** A write is in flight: its outcome must be known first, then a read is owed. */
  record Waits(SystemId system) implements OfRecord {
    @Override
    public EventKind kind() {
      return EventKind.WAITS;
    }
  }
}
