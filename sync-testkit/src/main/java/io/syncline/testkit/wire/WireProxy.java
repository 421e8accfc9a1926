package io.syncline.testkit.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server and passes on all that either sends, but for the faults that
 * it is told. They strike connections that are open already as well as new ones, which is what
 * clients with pools need. Thread-safe; each connection has two threads of the proxy's.
 */
public final class WireProxy implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;

  private final InetSocketAddress upstream;
  private final ServerSocket door;
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final CountDownLatch left = new CountDownLatch(1);
  private final Deque<WireFault> next = new ArrayDeque<>();
  private Optional<WireFault> every = Optional.empty();
  private int calms;

  private WireProxy(InetSocketAddress upstream, ServerSocket door) {
    this.upstream = upstream;
    this.door = door;
  }

  /** Listens on a free port of this machine; the server is connected to once a client comes. */
  public static WireProxy to(String host, int port) {
    try {
      ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      WireProxy proxy = new WireProxy(new InetSocketAddress(host, port), door);
      Wire.thread("door", proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("must be able to listen on a port of this machine", e);
    }
  }

  public String host() {
    return door.getInetAddress().getHostAddress();
  }

  public int port() {
    return door.getLocalPort();
  }

  /** How many connections were asked for so far, refused ones included. */
  public int accepted() {
    return accepted.get();
  }

  /** The first connection that it strikes, and no other. Several wait for each other, in order. */
  public synchronized void next(WireFault fault) {
    next.add(fault);
  }

  /** Each connection, until all is calm; in place of what was told before. */
  public synchronized void every(WireFault fault) {
    every = Optional.of(fault);
  }

  /** No faults from now on; what was held up goes on. */
  public synchronized void calm() {
    next.clear();
    every = Optional.empty();
    calms++;
    notifyAll();
  }

  synchronized Optional<WireFault> armed() {
    return next.isEmpty() ? every : Optional.of(next.peek());
  }

  /**
   * Whether the fault may strike: of those for the next connection, only the first asks in time.
   */
  synchronized boolean claim(WireFault fault) {
    if (next.peek() == fault) {
      next.remove();
      return true;
    }
    return every.filter(each -> each == fault).isPresent();
  }

  synchronized int calms() {
    return calms;
  }

  /** Waits until all is calm or the proxy closed, or so long; zero: without a limit. */
  synchronized void pause(int since, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (calms == since && !door.isClosed()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (millis > 0 && left <= 0) {
        return;
      }
      wait(millis == 0 ? 0 : left);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        connect(door.accept());
      } catch (IOException e) {
        // the door was closed, or the client has gone again
      }
    }
    left.countDown();
  }

  private void connect(Socket client) throws IOException {
    accepted.incrementAndGet();
    Optional<WireFault> fault = armed().filter(each -> each.effect == WireFault.Effect.REFUSE);
    Socket server = new Socket();
    try {
      if (fault.filter(this::claim).isPresent()) {
        throw new IOException("refused on purpose");
      }
      server.connect(upstream, CONNECT_MILLIS);
      // what is passed on in pieces must not wait for the acknowledgement of the piece before
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Wire wire = new Wire(this, client, server);
      wires.add(wire);
      wire.start();
      if (door.isClosed()) {
        wire.reset();
      }
    } catch (IOException e) {
      Wire.reset(client);
      server.close();
      throw e;
    }
  }

  void ended(Wire wire) {
    wires.remove(wire);
  }

  /** Resets all connections that are open now; new ones are taken. */
  public void resetAll() {
    wires.forEach(Wire::reset);
  }

  /** Takes no more connections and resets those that are open. Safe to repeat. */
  @Override
  public void close() {
    try {
      door.close();
      // while a thread still accepts, the system goes on taking connections for it
      left.await(CONNECT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("must be able to stop listening", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    resetAll(); // first, or what is held up would still arrive
    calm();
  }
}
