package io.syncline.benchmarks.whole;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;
import javax.net.SocketFactory;

/** Makes sockets, for PostgreSQL's driver, that count what goes over the wire. */
public final class Wire extends SocketFactory {

  private static final LongAdder READ = new LongAdder();
  private static final LongAdder SENT = new LongAdder();

  /** Bytes that were read from all servers so far. */
  public static long bytesRead() {
    return READ.sum();
  }

  /** Bytes that were sent to all servers so far. */
  public static long bytesSent() {
    return SENT.sum();
  }

  @Override
  public Socket createSocket() {
    return new Counted();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("must be connected by the driver: host=" + host + " port=" + port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host.getHostName(), port);
  }

  private static final class Counted extends Socket {

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {

        @Override
        public int read() throws IOException {
          int read = super.read();
          READ.add(read < 0 ? 0 : 1);
          return read;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
          int read = super.read(into, from, most);
          READ.add(Math.max(read, 0));
          return read;
        }
      };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {

        @Override
        public void write(int one) throws IOException {
          out.write(one);
          SENT.increment();
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          out.write(bytes, from, count);
          SENT.add(count);
        }
      };
    }
  }
}
