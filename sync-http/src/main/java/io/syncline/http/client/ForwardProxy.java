package io.syncline.http.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A proxy that calls go through; https by a tunnel (RFC 9110, section 9.3.6).
 *
 * @param direct hosts that are called without it; a {@code *} at either end stands for anything
 * @param authorization who we are to it, as a header has it; empty: it asks nobody
 */
public record ForwardProxy(
    String host, int port, List<String> direct, Optional<String> authorization) {

  public ForwardProxy {
    direct = List.copyOf(direct);
  }

  ProxySelector selector() {
    Pattern without =
        Pattern.compile(
            direct.stream().map(ForwardProxy::pattern).collect(Collectors.joining("|")),
            Pattern.CASE_INSENSITIVE);
    return new Selector(
        without, new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
  }

  private static String pattern(String host) {
    return Stream.of(host.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
  }

  private static final class Selector extends ProxySelector {

    private final Pattern without;
    private final Proxy proxy;

    Selector(Pattern without, Proxy proxy) {
      this.without = without;
      this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI address) {
      return List.of(without.matcher(address.getHost()).matches() ? Proxy.NO_PROXY : proxy);
    }

    /** It is told as a call that was not sent. */
    @Override
    public void connectFailed(URI address, SocketAddress proxyAddress, IOException failure) {}
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
