package io.syncline.http.inbound;

import io.syncline.spi.InboundHandler;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xnio.Options;

/**
 * A server for hosts that have none: it hands what systems send to their handlers, within bounds of
 * its own. Speaks HTTP without TLS: put it behind whatever ends TLS. Needs {@code undertow-core},
 * an optional dependency.
 *
 * <pre>{@code
 * InboundServer.start(address, ServerLimits.usual(), hub.inbound("crm"))
 * }</pre>
 *
 * <p>Requests are read without a thread of their own, so that a slow sender costs a connection for
 * a bounded time, and nothing else. Thread-safe.
 */
public final class InboundServer implements AutoCloseable {

  private static final int READERS = 2;
  private static final int MAX_HEADERS = 100;

  private final Undertow server;

  private InboundServer(Undertow server) {
    this.server = server;
  }

  /**
   * Listens from now on.
   *
   * @param address port 0: any that is free, see {@link #port}
   * @param handlers asked in turn, until one does not answer that the path is not its
   */
  public static InboundServer start(
      InetSocketAddress address, ServerLimits limits, InboundHandler... handlers) {
    WholeRequests requests = new WholeRequests(List.of(handlers), limits);
    long readAtMost = 2L * requests.maxBodyBytes(); // of a body that is refused, to answer it
    Undertow server =
        Undertow.builder()
            .addHttpListener(address.getPort(), address.getHostString())
            .setIoThreads(READERS)
            .setWorkerThreads(limits.threads())
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, readAtMost)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, limits.headerBytes())
            .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(limits.header()))
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, millis(limits.idle()))
            .setSocketOption(Options.WRITE_TIMEOUT, millis(limits.body()))
            .setSocketOption(Options.CONNECTION_HIGH_WATER, limits.connections())
            .setSocketOption(Options.CONNECTION_LOW_WATER, limits.connections())
            .setHandler(requests)
            .build();
    server.start();
    return new InboundServer(server);
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /**
   * Ends its threads; requests that are not answered by then were not taken, or will come again.
   */
  @Override
  public void close() {
    server.stop();
  }
}
