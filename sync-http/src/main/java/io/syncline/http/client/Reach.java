package io.syncline.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says which hosts may be called. A name that leads to a private address is refused unless such
 * addresses are allowed: who has a hand in names could lead us, with our credentials, to what only
 * we can reach. A private address that is itself written down is meant. Where clouds give
 * credentials away nobody has records to sync, so there nothing is ever sent. Thread-safe.
 *
 * <p>A name is looked up shortly before each call, and all its addresses count. The client looks it
 * up once more; Java remembers names for half a minute, so that both see the same.
 */
public final class Reach {

  /** Finds the addresses of a name. */
  @FunctionalInterface
  interface Names {
    InetAddress[] lookUp(String name) throws UnknownHostException;
  }

  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");

  private final Set<String> written;
  private final boolean anywhere;
  private final Names names;

  /** Of what is written down and needs no look-up: it never changes. */
  private final Map<String, Optional<Exchange.Broken>> settled = new ConcurrentHashMap<>();

  Reach(Set<String> written, boolean anywhere, Names names) {
    this.written = Set.copyOf(written);
    this.anywhere = anywhere;
    this.names = names;
  }

  /**
   * Refuses names that lead to private addresses. {@code written}: hosts as a person wrote them.
   */
  public static Reach of(Set<String> written) {
    return new Reach(written, false, InetAddress::getAllByName);
  }

  /** As {@link #of}, with private addresses allowed. */
  public static Reach withPrivate(Set<String> written) {
    return new Reach(written, true, InetAddress::getAllByName);
  }

  /** Whether {@link #objection} looks the host up, which takes a while. */
  boolean asks(String host) {
    return !settled.containsKey(host) && !isLiteral(host) && !isLocalhost(host);
  }

  /** What there is against a call; empty: nothing. */
  Optional<Exchange.Broken> objection(String host) {
    Optional<Exchange.Broken> known = settled.get(host);
    if (known != null) {
      return known;
    }
    boolean meant = !asks(host) && written.contains(host);
    Optional<Exchange.Broken> found = found(host, anywhere || meant);
    if (meant) {
      settled.put(host, found);
    }
    return found;
  }

  private Optional<Exchange.Broken> found(String host, boolean allowed) {
    try {
      return Stream.of(addresses(host))
          .flatMap(address -> objection(host, address, allowed).stream())
          .findFirst();
    } catch (UnknownHostException e) {
      return Optional.of(refused("unknown host: " + host));
    }
  }

  private InetAddress[] addresses(String host) throws UnknownHostException {
    if (isLocalhost(host)) {
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
    return isLiteral(host) ? InetAddress.getAllByName(host) : names.lookUp(host);
  }

  private static Optional<Exchange.Broken> objection(
      String host, InetAddress address, boolean allowed) {
    String at = host + " is at " + address.getHostAddress() + ", ";
    if (PrivateAddresses.isMetadata(address)) {
      return Optional.of(refused(at + "where a cloud gives credentials away"));
    }
    return allowed || !PrivateAddresses.isPrivate(address)
        ? Optional.empty()
        : Optional.of(refused(at + "which connection.privateAddresses does not allow"));
  }

  private static Exchange.Broken refused(String text) {
    return new Exchange.Broken(Exchange.Failure.NOT_SENT, text);
  }

  private static boolean isLiteral(String host) {
    return LITERAL.matcher(host).matches();
  }

  /** RFC 6761, section 6.3: it never leads elsewhere. */
  private static boolean isLocalhost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.endsWith(".localhost");
  }
}
