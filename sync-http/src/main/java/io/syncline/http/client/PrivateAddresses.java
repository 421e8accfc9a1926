package io.syncline.http.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Addresses that only some can reach: those that the IANA's registries of special-purpose addresses
 * (RFC 6890) say are not reachable by all, and those by which clouds give a machine its own
 * credentials.
 */
final class PrivateAddresses {

  /** Of Amazon, Google, Microsoft, Alibaba, Oracle and OpenStack. */
  private static final Set<InetAddress> METADATA =
      Stream.of(
              "169.254.169.254",
              "169.254.169.253",
              "169.254.170.2",
              "169.254.170.23",
              "169.254.0.23",
              "100.100.100.200",
              "168.63.129.16",
              "192.0.0.192",
              "[fd00:ec2::254]",
              "[fd00:ec2::23]",
              "[fd20:ce::254]")
          .map(PrivateAddresses::literal)
          .collect(Collectors.toUnmodifiableSet());

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] COMPATIBLE = new byte[12];
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};
  private static final int IPV4 = 4;

  private PrivateAddresses() {}

  /** An address as a URI has it; looks up nothing. */
  static InetAddress literal(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("must be an address: " + text, e);
    }
  }

  /** Whether a cloud gives credentials there. */
  static boolean isMetadata(InetAddress address) {
    return METADATA.contains(meant(address));
  }

  /** Whether it leads elsewhere, or nowhere, for others. */
  static boolean isPrivate(InetAddress address) {
    InetAddress meant = meant(address);
    return meant.isAnyLocalAddress()
        || meant.isLoopbackAddress()
        || meant.isLinkLocalAddress()
        || meant.isSiteLocalAddress()
        || meant.isMulticastAddress()
        || (meant instanceof Inet6Address
            ? isUniqueLocal(meant.getAddress())
            : isSpecial(meant.getAddress()));
  }

  /** RFC 4193. */
  private static boolean isUniqueLocal(byte[] bytes) {
    return (bytes[0] & 0xfe) == 0xfc;
  }

  /** This network, carriers' own, protocol assignments, benchmarks, and what is reserved. */
  private static boolean isSpecial(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return first == 0
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 192 && second == 0 && bytes[2] == 0)
        || (first == 198 && (second & 0xfe) == 18)
        || first >= 240;
  }

  /**
   * The IPv4 address that one of IPv6 stands for (RFC 6052, 3056 and 4291), or the address itself.
   */
  private static InetAddress meant(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (!(address instanceof Inet6Address)
        || address.isAnyLocalAddress()
        || address.isLoopbackAddress()) {
      return address;
    }
    if (startsWith(bytes, NAT64) || startsWith(bytes, COMPATIBLE)) {
      return embedded(bytes, NAT64.length);
    }
    return startsWith(bytes, SIX_TO_FOUR) ? embedded(bytes, SIX_TO_FOUR.length) : address;
  }

  private static InetAddress embedded(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("must have four bytes", e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
