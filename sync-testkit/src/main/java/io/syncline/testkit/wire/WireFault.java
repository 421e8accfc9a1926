package io.syncline.testkit.wire;

import java.time.Duration;
import java.util.List;

/**
 * What goes wrong on a connection, and when. Immutable.
 *
 * <p>Bytes are counted on each connection by itself, in the direction that the fault names, from
 * the moment that the fault was given; the fault strikes as soon as so many have passed, and where
 * none are to pass, at the next one.
 */
public final class WireFault {

  enum Effect {
    REFUSE,
    RESET,
    END,
    STALL,
    SPOIL,
    SLOW
  }

  final Effect effect;
  final Direction direction;
  final long afterBytes;
  final List<String> sent;
  final long seed;
  final int piece;
  final Duration pause;

  private WireFault(
      Effect effect,
      Direction direction,
      long afterBytes,
      List<String> sent,
      long seed,
      int piece,
      Duration pause) {
    if (afterBytes < 0) {
      throw new IllegalArgumentException("must be >= 0: afterBytes=" + afterBytes);
    }
    if (piece < 1) {
      throw new IllegalArgumentException("must be >= 1: piece=" + piece);
    }
    this.effect = effect;
    this.direction = direction;
    this.afterBytes = afterBytes;
    this.sent = List.copyOf(sent);
    this.seed = seed;
    this.piece = piece;
    this.pause = pause;
  }

  private static WireFault of(Effect effect, Direction direction, long afterBytes, long seed) {
    return new WireFault(
        effect, direction, afterBytes, List.of(), seed, Integer.MAX_VALUE, Duration.ZERO);
  }

  /** A new connection is reset at once; those that are open stay as they are. */
  public static WireFault refuse() {
    return of(Effect.REFUSE, Direction.REQUEST, 0, 0);
  }

  /** Both ends see a reset (RST). */
  public static WireFault reset(Direction direction, long afterBytes) {
    return of(Effect.RESET, direction, afterBytes, 0);
  }

  /** The connection ends in good order (FIN), as after half a body. */
  public static WireFault end(Direction direction, long afterBytes) {
    return of(Effect.END, direction, afterBytes, 0);
  }

  /** The connection stays open and passes nothing on in that direction, until all is calm. */
  public static WireFault stall(Direction direction, long afterBytes) {
    return of(Effect.STALL, direction, afterBytes, 0);
  }

  /** Random bytes take the place of those that were sent, as many. */
  public static WireFault spoil(Direction direction, long afterBytes, long seed) {
    return of(Effect.SPOIL, direction, afterBytes, seed);
  }

  /** What is sent in that direction comes so much later, each time. */
  public static WireFault latency(Direction direction, Duration pause) {
    return drip(direction, Integer.MAX_VALUE, pause);
  }

  /** What is sent comes in small pieces, each after a pause. */
  public static WireFault drip(Direction direction, int piece, Duration pause) {
    return new WireFault(Effect.SLOW, direction, 0, List.of(), 0, piece, pause);
  }

  /**
   * The request went through, and its answer is cut off: once these texts have been sent to the
   * server, one after the other on one connection, both ends see a reset in place of what the
   * server answers. By then the server has done it, whatever it was.
   */
  public static WireFault cutAnswer(String... texts) {
    return reset(Direction.ANSWER, 0).onceSent(texts);
  }

  /**
   * The same, which waits, and counts no byte, until these texts have been sent to the server, one
   * after the other on one connection.
   */
  public WireFault onceSent(String... texts) {
    return new WireFault(effect, direction, afterBytes, List.of(texts), seed, piece, pause);
  }
}
