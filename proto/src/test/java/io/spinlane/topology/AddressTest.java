package io.spinlane.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, prefixes, ports and hardware addresses as people write them. */
class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "203.0.113.10, 203.0.113.10",
    "255.255.255.255, 255.255.255.255",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8::0:1, 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "::ffff:192.0.2.1, ::ffff:c000:201",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
  })
  void readsAddresses(String text, String shortest) {
    IpAddress address = IpAddress.parse(text);
    assertThat(address).hasToString(shortest);
    assertThat(IpAddress.parse(shortest)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        "1.2.3.+4",
        "0x1.2.3.4",
        "1.2.3.4/24",
        ":",
        ":::",
        "1:2",
        "::1::",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "fe80::1%eth0",
        "::1.2.3",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "g::",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "١.٢.٣.٤"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpAddress.parse(text))
        .withMessageContaining("\"" + text + "\" is not an");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/24, 10.0.0.0/24, true, 10.0.0.255, 10.0.1.0",
    "10.0.0.0/8, 10.0.0.0/8, false, 10.255.255.255, 11.0.0.0",
    "0.0.0.0/0, 0.0.0.0/0, false, 255.255.255.255, ::",
    "192.0.2.1/32, 192.0.2.1/32, false, 192.0.2.1, 192.0.2.0",
    "2001:db8::1/64, 2001:db8::/64, true, 2001:db8::ffff:0:0:0, 2001:db8:0:1::",
    "2001:db8::1/127, 2001:db8::/127, true, 2001:db8::, 2001:db8::2",
  })
  void knowsPrefixes(String text, String network, boolean host, String inside, String outside) {
    Cidr cidr = Cidr.parse(text);
    assertThat(cidr).hasToString(text);
    assertThat(cidr.network()).hasToString(network);
    assertThat(cidr.hasHostBits()).isEqualTo(host);
    assertThat(cidr.contains(IpAddress.parse(inside))).isTrue();
    assertThat(cidr.contains(IpAddress.parse(outside))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "10.0.0.1/33", "10.0.0.1/024", "10.0.0.1/", "::/129", "/8"})
  void refusesWhatIsNoPrefix(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
  }

  @Test
  void knowsBroadcastAddresses() {
    Cidr lan = Cidr.parse("10.0.0.1/24");
    assertThat(lan.isBroadcast(IpAddress.parse("10.0.0.255"))).isTrue();
    assertThat(lan.isBroadcast(IpAddress.parse("10.0.1.255"))).isFalse();
    assertThat(Cidr.parse("10.0.0.0/31").isBroadcast(IpAddress.parse("10.0.0.1"))).isFalse();
    assertThat(Cidr.parse("0.0.0.0/0").isBroadcast(IpAddress.parse("255.255.255.255"))).isTrue();
  }

  @Test
  void knowsAddressesThatNoHostHas() {
    assertThat(IpAddress.parse("0.0.0.0").isUnspecified()).isTrue();
    assertThat(IpAddress.parse("127.1.2.3").isLoopback()).isTrue();
    assertThat(IpAddress.parse("::1").isLoopback()).isTrue();
    assertThat(IpAddress.parse("239.1.1.1").isMulticast()).isTrue();
    assertThat(IpAddress.parse("ff02::1").isMulticast()).isTrue();
    assertThat(IpAddress.parse("255.255.255.255").isLimitedBroadcast()).isTrue();
    IpAddress host = IpAddress.parse("203.0.113.10");
    assertThat(host.isUnspecified() || host.isLoopback() || host.isMulticast()).isFalse();
    assertThat(host.v4Bits()).isEqualTo(0xcb00710a);
  }

  @ParameterizedTest
  @CsvSource({"80, 80, 80", "8000-8999, 8000, 8999", "1-65535, 1, 65535", "*, 0, 65535"})
  void readsPorts(String text, int first, int last) {
    PortRange range = PortRange.parse(text);
    assertThat(range).isEqualTo(new PortRange(first, last)).hasToString(text);
    assertThat(range.contains(last)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "080", "65536", "90-80", "1-", "-1", "80,443", "http", "1 - 2", "99999"})
  void refusesWhatIsNoPort(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PortRange.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "80, 80, true",
    "80, 81, false",
    "1-80, 80-90, true",
    "1-9, 10, false",
    "*, 80, false",
    "*, *, true"
  })
  void knowsWhichPortsOverlap(String one, String other, boolean overlap) {
    PortRange first = PortRange.parse(one);
    PortRange second = PortRange.parse(other);
    assertThat(first.overlaps(second)).isEqualTo(overlap);
    assertThat(second.overlaps(first)).isEqualTo(overlap);
  }

  @Test
  void readsHardwareAddresses() {
    assertThat(MacAddress.parse("02:00:00:0A:00:01")).hasToString("02:00:00:0a:00:01");
    assertThat(MacAddress.parse("02:00:00:00:00:01").bits()).isEqualTo(0x02_00_00_00_00_01L);
    assertThat(MacAddress.parse("01:00:5e:00:00:01").isGroup()).isTrue();
    assertThat(MacAddress.parse("02:00:00:00:00:01").isGroup()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse("02-00-00-00-00-01"));
    assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse("2:0:0:0:0:1"));
  }
}
