package io.syncline.spi;

import io.syncline.model.SyncException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole call failed. Never thrown for one record's sake. Texts name dataset, key and the system's
 * own code, and carry no secret. Foreign exceptions do not cross: their text is in the message.
 */
public abstract class AdapterException extends SyncException {

  private static final long serialVersionUID = 1L;

  private AdapterException(String message) {
    super(message);
  }

  private AdapterException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Settings or a spec are wrong; repeating cannot help. */
  public static final class ConfigInvalid extends AdapterException {
    private static final long serialVersionUID = 1L;
    private final transient List<SettingFault> faults;

    public ConfigInvalid(List<SettingFault> faults) {
      super(String.join("; ", faults.stream().map(SettingFault::toString).toList()));
      this.faults = List.copyOf(faults);
    }

    public List<SettingFault> faults() {
      return faults;
    }
  }

  /** The system does not accept our credentials; a person must help. */
  public static final class AuthFailed extends AdapterException {
    private static final long serialVersionUID = 1L;

    public AuthFailed(String message) {
      super(message);
    }
  }

  /** No answer; nothing happened, and the call may be repeated later. */
  public static final class Unreachable extends AdapterException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message) {
      super(message);
    }
  }

  /** A rate limit stopped a read; it may be repeated at {@link #until()}. */
  public static final class ReadThrottled extends AdapterException {
    private static final long serialVersionUID = 1L;
    private final Instant until;

    public ReadThrottled(Instant until, String message) {
      super(message);
      this.until = until;
    }

    public Instant until() {
      return until;
    }
  }

  /**
   * The system is behind the cursor: a position, a sequence or a log that only grows was ahead
   * before. It was restored, cloned or swapped.
   */
  public static final class Rewound extends AdapterException {
    private static final long serialVersionUID = 1L;

    public Rewound(String message) {
      super(message);
    }
  }

  /** What follows the cursor is no longer there: a full compare is due, never "from now on". */
  public static final class CursorExpired extends AdapterException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Cursor earliest;

    public CursorExpired(String message, @Nullable Cursor earliest) {
      super(message);
      this.earliest = earliest;
    }

    /** The first position that is still there; null where the system cannot tell. */
    public @Nullable Cursor earliest() {
      return earliest;
    }
  }

  /** The dataset's fields are not what they were; somebody must look before sync goes on. */
  public static final class SchemaChanged extends AdapterException {
    private static final long serialVersionUID = 1L;

    public SchemaChanged(String message) {
      super(message);
    }
  }

  /** The system cannot do this; repeating cannot help. */
  public static final class Unsupported extends AdapterException {
    private static final long serialVersionUID = 1L;

    public Unsupported(String message) {
      super(message);
    }
  }

  /** Closed or interrupted while the call ran. */
  public static final class Cancelled extends AdapterException {
    private static final long serialVersionUID = 1L;

    public Cancelled(String message) {
      super(message);
    }
  }

  /** The time limit of the call passed; a read may be repeated. */
  public static final class DeadlineExceeded extends AdapterException {
    private static final long serialVersionUID = 1L;

    public DeadlineExceeded(String message) {
      super(message);
    }
  }

  /** The adapter threw what its contract does not allow; made by the hub around the cause. */
  public static final class AdapterBug extends AdapterException {
    private static final long serialVersionUID = 1L;

    public AdapterBug(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
