package io.syncline.testkit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Answers each byte with itself. */
final class EchoServer implements AutoCloseable {

  private final ServerSocket door;
  private final AtomicLong received = new AtomicLong();

  EchoServer() throws IOException {
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Wire.thread("echo", this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** How many bytes came so far, over all connections. */
  long received() {
    return received.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        Wire.thread("echoing", () -> echo(socket));
      } catch (IOException e) {
        // the door was closed
      }
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[1_024];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        received.addAndGet(n);
        socket.getOutputStream().write(bytes, 0, n);
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
