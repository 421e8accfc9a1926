package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** By the IANA's registries of special-purpose addresses. */
class PrivateAddressesTest {

  @Test
  void addressesThatNotAllReachArePrivate() {
    assertThat(
            List.of(
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.1.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[fc00::1]",
                "[fdff::1]",
                "[ff02::1]"))
        .allMatch(text -> PrivateAddresses.isPrivate(PrivateAddresses.literal(text)));
  }

  @Test
  void addressesThatAllReachAreNot() {
    assertThat(
            List.of(
                "1.1.1.1",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "[2606:4700::1111]",
                "[fb00::1]"))
        .noneMatch(text -> PrivateAddresses.isPrivate(PrivateAddresses.literal(text)));
  }

  @Test
  void whatStandsForAnAddressOfTheOldKindIsAsPrivateAsThat() {
    assertThat(
            List.of(
                "[::ffff:10.0.0.1]",
                "[64:ff9b::10.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:a00:1::1]",
                "[::192.168.1.1]"))
        .allMatch(text -> PrivateAddresses.isPrivate(PrivateAddresses.literal(text)));
    assertThat(List.of("[64:ff9b::1.1.1.1]", "[2002:101:101::1]"))
        .noneMatch(text -> PrivateAddresses.isPrivate(PrivateAddresses.literal(text)));
  }

  @Test
  void cloudsGiveCredentialsAtKnownAddresses() {
    assertThat(List.of("169.254.169.254", "[::ffff:169.254.169.254]", "[fd00:ec2::254]"))
        .allMatch(text -> PrivateAddresses.isMetadata(PrivateAddresses.literal(text)));
    assertThat(List.of("169.254.1.1", "[fd00::1]"))
        .noneMatch(text -> PrivateAddresses.isMetadata(PrivateAddresses.literal(text)));
  }
}
