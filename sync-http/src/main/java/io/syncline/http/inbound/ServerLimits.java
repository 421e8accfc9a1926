package io.syncline.http.inbound;

import java.time.Duration;

/**
 * The bounds of a server; whatever goes beyond is refused or cut off.
 *
 * @param connections open at a time; more wait to be accepted
 * @param threads that take requests in, each of which may wait for the store
 * @param waiting requests that may wait for a thread; more are told to try again
 * @param headerBytes of all headers of one request
 * @param header how long a request's headers may take, from their first byte
 * @param body how long a request's body may take after them
 * @param idle how long a connection may say nothing between two requests
 */
public record ServerLimits(
    int connections,
    int threads,
    int waiting,
    int headerBytes,
    Duration header,
    Duration body,
    Duration idle) {

  public ServerLimits {
    atLeastOne("connections", connections);
    atLeastOne("threads", threads);
    atLeastOne("headerBytes", headerBytes);
    if (waiting < 0) {
      throw new IllegalArgumentException("must be >= 0: waiting=" + waiting);
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("must be >= 1: " + name + "=" + value);
    }
  }

  /** For thousands of small deliveries a second. Each connection holds a body at most. */
  public static ServerLimits usual() {
    return new ServerLimits(
        256,
        32,
        64,
        16 * 1024,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /** With other times for the headers and the body of a request. */
  public ServerLimits within(Duration forHeader, Duration forBody) {
    return new ServerLimits(connections, threads, waiting, headerBytes, forHeader, forBody, idle);
  }

  /** With other bounds for what goes on at a time. */
  public ServerLimits with(int someConnections, int someThreads, int someWaiting) {
    return new ServerLimits(
        someConnections, someThreads, someWaiting, headerBytes, header, body, idle);
  }
}
