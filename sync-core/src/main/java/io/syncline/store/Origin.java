package io.syncline.store;

import io.syncline.model.SystemId;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ByteSource;
import io.syncline.reconcile.Register;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What registers that were set together share. */
record Origin(@Nullable Dot dot, Stamp stamp) {

  static Origin of(Register register) {
    return new Origin(register.dot(), register.stamp());
  }

  /** Whether both were set together, without an origin being made of either. */
  static boolean isShared(Register one, Register other) {
    return Objects.equals(one.dot(), other.dot()) && one.stamp().equals(other.stamp());
  }

  /**
   * The origins of one image, each written where it is first met. The writer and the reader count
   * them alike: a number that is one too high announces a new one.
   */
  static final class Pool {

    private static final int HAS_DOT = 1;
    private static final int STAMP_OF_DOT = 2;
    private static final int HAS_N = 4;
    private static final int HAS_TIME = 8;
    private static final int TIME_BEFORE_ALL = 16;

    private final Symbols symbols;
    private final List<Origin> origins = new ArrayList<>(4);
    private long lastTime;

    Pool(Symbols symbols) {
      this.symbols = symbols;
    }

    void write(ByteSink sink, Origin origin) {
      int known = origins.indexOf(origin);
      sink.putNumber(known < 0 ? origins.size() : known);
      if (known < 0) {
        origins.add(origin);
        define(sink, origin);
      }
    }

    private void define(ByteSink sink, Origin origin) {
      Stamp stamp = origin.stamp;
      boolean sameSystem = origin.dot != null && origin.dot.system().equals(stamp.system());
      boolean hasTime = stamp.timeMicros() != 0 && stamp.timeMicros() != Long.MIN_VALUE;
      sink.put(
          (origin.dot != null ? HAS_DOT : 0)
              | (sameSystem ? STAMP_OF_DOT : 0)
              | (stamp.n() != 0 ? HAS_N : 0)
              | (hasTime ? HAS_TIME : 0)
              | (stamp.timeMicros() == Long.MIN_VALUE ? TIME_BEFORE_ALL : 0));
      if (origin.dot != null) {
        writeDot(sink, symbols, origin.dot);
      }
      if (!sameSystem) {
        sink.putNumber(symbols.number(stamp.system().name()));
      }
      if (stamp.n() != 0) {
        sink.putSigned(stamp.n());
      }
      if (hasTime) {
        sink.putSigned(stamp.timeMicros() - lastTime);
        lastTime = stamp.timeMicros();
      }
    }

    Origin read(ByteSource source) {
      int number = source.getInt();
      if (number == origins.size()) {
        origins.add(defined(source));
      }
      return origins.get(number);
    }

    private Origin defined(ByteSource source) {
      int form = source.get();
      Dot dot = (form & HAS_DOT) != 0 ? readDot(source, symbols) : null;
      SystemId system =
          dot != null && (form & STAMP_OF_DOT) != 0
              ? dot.system()
              : symbols.system(source.getInt());
      long n = (form & HAS_N) != 0 ? source.getSigned() : 0;
      long time = (form & TIME_BEFORE_ALL) != 0 ? Long.MIN_VALUE : 0;
      if ((form & HAS_TIME) != 0) {
        time = lastTime + source.getSigned();
        lastTime = time;
      }
      return new Origin(dot, new Stamp(time, n, system));
    }
  }

  static void writeDot(ByteSink sink, Symbols symbols, Dot dot) {
    sink.putNumber(symbols.number(dot.system().name()));
    sink.putNumber(dot.counter());
  }

  static Dot readDot(ByteSource source, Symbols symbols) {
    SystemId system = symbols.system(source.getInt());
    return new Dot(system, source.getNumber());
  }
}
