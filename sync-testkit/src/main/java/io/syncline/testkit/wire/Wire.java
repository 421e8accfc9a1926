package io.syncline.testkit.wire;

import io.syncline.testkit.wire.WireFault.Effect;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.SplittableRandom;

/** One connection: two sockets, and a thread for each direction. */
final class Wire {

  private static final int CHUNK = 8_192;

  private final WireProxy proxy;
  private final Socket client;
  private final Socket server;
  private Progress progress;
  private int ended;

  Wire(WireProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    this.progress = new Progress(proxy.armed(), proxy.calms());
  }

  static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, "wire-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  void start() {
    thread("request", () -> pump(Direction.REQUEST, client, server));
    thread("answer", () -> pump(Direction.ANSWER, server, client));
  }

  private void pump(Direction direction, Socket from, Socket to) {
    byte[] bytes = new byte[CHUNK];
    try {
      for (int n = from.getInputStream().read(bytes);
          n >= 0;
          n = from.getInputStream().read(bytes)) {
        pass(direction, bytes, n, from, to);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      reset(); // one end has gone, and the other is to notice
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reset();
    } finally {
      end();
    }
  }

  private void pass(Direction direction, byte[] bytes, int length, Socket from, Socket to)
      throws IOException, InterruptedException {
    Progress now;
    int free;
    synchronized (this) {
      now = progress();
      free = now.free(direction, bytes, length);
      if (free <= length && !now.striking) {
        now.striking = proxy.claim(now.fault.orElseThrow());
        free = now.striking ? free : length + 1;
      }
    }
    to.getOutputStream().write(bytes, 0, Math.min(free, length));
    if (free <= length) {
      strike(now, slice(bytes, free, length), from, to);
    }
  }

  /** Begins anew where the proxy was told something else, but for a fault that is striking. */
  private Progress progress() {
    Optional<WireFault> armed = proxy.armed();
    boolean same = armed.equals(progress.fault) || progress.striking;
    if (!same || proxy.calms() != progress.calms) {
      progress = new Progress(armed, proxy.calms());
    }
    return progress;
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    byte[] slice = new byte[to - from];
    System.arraycopy(bytes, from, slice, 0, slice.length);
    return slice;
  }

  private void strike(Progress now, byte[] rest, Socket from, Socket to)
      throws IOException, InterruptedException {
    WireFault fault = now.fault.orElseThrow();
    OutputStream out = to.getOutputStream();
    if (fault.effect == Effect.RESET) {
      throw new IOException("reset on purpose");
    } else if (fault.effect == Effect.END) {
      to.shutdownOutput();
      from.close();
    } else if (fault.effect == Effect.STALL) {
      proxy.pause(now.calms, 0);
      out.write(rest);
    } else if (fault.effect == Effect.SPOIL) {
      new SplittableRandom(fault.seed).nextBytes(rest);
      out.write(rest);
    } else {
      for (int i = 0; i < rest.length; i += Math.min(fault.piece, rest.length - i)) {
        proxy.pause(now.calms, fault.pause.toMillis());
        out.write(rest, i, Math.min(fault.piece, rest.length - i));
      }
    }
  }

  void reset() {
    reset(client);
    reset(server);
  }

  /** Closes with a reset in place of an end. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it is closed already
    }
  }

  private synchronized void end() {
    ended++;
    if (ended == 2) {
      try (client;
          server) {
        proxy.ended(this);
      } catch (IOException e) {
        // they are closed already
      }
    }
  }
}
