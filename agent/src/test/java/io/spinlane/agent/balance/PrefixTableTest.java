package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Longest-prefix match against looking at every prefix, and who an access list lets in. */
class PrefixTableTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private record Rule(Cidr prefix, int value) {}

  private static long low(IpAddress address) {
    return address.v6() ? address.low() : 0xffff_0000_0000L | address.low();
  }

  private static int length(Cidr prefix) {
    return prefix.prefixLength() + (prefix.address().v6() ? 0 : PrefixTable.IPV4_BITS);
  }

  private static PrefixTable table(List<Rule> rules) {
    PrefixTable.Builder builder = new PrefixTable.Builder();
    for (Rule rule : rules) {
      IpAddress address = rule.prefix.address();
      builder.add(address.high(), low(address), length(rule.prefix), rule.value);
    }
    return builder.build();
  }

  private static int find(PrefixTable table, IpAddress address) {
    return table.find(address.high(), low(address));
  }

  private static int slowly(List<Rule> rules, IpAddress address) {
    int longest = -1;
    int value = PrefixTable.NONE;
    for (Rule rule : rules) {
      if (rule.prefix.contains(address) && rule.prefix.prefixLength() >= longest) {
        longest = rule.prefix.prefixLength();
        value = rule.value;
      }
    }
    return value;
  }

  @ParameterizedTest
  @CsvSource({
    "9.255.255.255, -1", "10.0.0.0,     1", "10.0.255.255,     1", "10.1.0.0,        2",
    "10.1.2.3,       3", "10.1.2.4,     2", "10.2.0.0,         1", "11.0.0.0,       -1",
    "255.255.255.255, 4", "2001:db8::,  5", "2001:db8:1::,     6", "2001:db8:2::,    5",
    "2001:db9::,    -1", "::ffff,      -1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 7"
  })
  void findsTheLongest(String address, int expected) {
    List<Rule> rules =
        List.of(
            new Rule(Cidr.parse("10.1.0.0/16"), 2),
            new Rule(Cidr.parse("10.0.0.0/8"), 1),
            new Rule(Cidr.parse("10.1.2.3/32"), 3),
            new Rule(Cidr.parse("255.255.255.255/32"), 4),
            new Rule(Cidr.parse("2001:db8::/32"), 5),
            new Rule(Cidr.parse("2001:db8:1::/48"), 6),
            new Rule(Cidr.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"), 7));
    assertThat(find(table(rules), IpAddress.parse(address))).isEqualTo(expected);
  }

  @Test
  void keepsFamiliesApart() {
    PrefixTable table =
        table(List.of(new Rule(Cidr.parse("0.0.0.0/0"), 4), new Rule(Cidr.parse("::/0"), 6)));
    assertThat(find(table, IpAddress.parse("192.0.2.1"))).isEqualTo(4);
    assertThat(find(table, IpAddress.parse("255.255.255.255"))).isEqualTo(4);
    assertThat(find(table, IpAddress.parse("2001:db8::1"))).isEqualTo(6);
    assertThat(find(table, IpAddress.parse("::"))).isEqualTo(6);
    PrefixTable only6 = table(List.of(new Rule(Cidr.parse("::/0"), 6)));
    assertThat(find(only6, IpAddress.parse("192.0.2.1"))).isEqualTo(PrefixTable.NONE);
  }

  @Test
  void holdsNothingWhenEmpty() {
    assertThat(table(List.of()).find(0, 0)).isEqualTo(PrefixTable.NONE);
    assertThat(table(List.of()).find(0, 0xffff_0a00_0001L)).isEqualTo(PrefixTable.NONE);
  }

  @Test
  void refusesWhatIsNoPrefix() {
    PrefixTable.Builder builder = new PrefixTable.Builder();
    assertThatThrownBy(() -> builder.add(0, 0, 129, 0)).hasMessageContaining("129");
    assertThatThrownBy(() -> builder.add(0, 0, -1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> builder.add(0, 0, 1, -2)).hasMessageContaining("-2");
  }

  /** Prefixes crowded into few addresses, so that they nest, touch and repeat. */
  @Test
  void agreesWithLookingAtEveryPrefix() {
    for (int round = 0; round < 2_000; round++) {
      List<Rule> rules = new ArrayList<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        IpAddress address = address();
        int length = address.bitLength() - random.nextInt(random.nextBoolean() ? 10 : 33);
        rules.add(new Rule(new Cidr(address, length), random.nextInt(4)));
      }
      PrefixTable table = table(rules);
      for (int probe = 0; probe < 100; probe++) {
        IpAddress address = address();
        assertThat(find(table, address))
            .as("seed %d round %d: %s in %s", seed, round, address, rules)
            .isEqualTo(slowly(rules, address));
      }
    }
  }

  private IpAddress address() {
    int near = random.nextInt(512) - (random.nextBoolean() ? 0 : 256);
    return switch (random.nextInt(4)) {
      case 0 -> IpAddress.v4(0x0a00_0000 + near);
      case 1 -> IpAddress.v4(near);
      case 2 -> new IpAddress(true, random.nextInt(2), near);
      default -> new IpAddress(true, random.nextInt(2) - 1, near);
    };
  }

  @Test
  void keepsTenThousandApart() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rules.add(new Rule(new Cidr(IpAddress.v4(0x0a00_0000 + (i << 9)), 24), i));
    }
    PrefixTable table = table(rules);
    for (int i = 0; i < 10_000; i++) {
      assertThat(find(table, IpAddress.v4(0x0a00_0000 + (i << 9) + 255))).isEqualTo(i);
      assertThat(find(table, IpAddress.v4(0x0a00_0000 + (i << 9) + 256)))
          .isEqualTo(PrefixTable.NONE);
    }
  }

  private static boolean allows(AccessList list, String address) {
    IpAddress parsed = IpAddress.parse(address);
    return list.allows(parsed.high(), low(parsed));
  }

  private static AccessList accessList(String... rules) {
    AccessList.Builder builder = new AccessList.Builder();
    for (String rule : rules) {
      Cidr prefix = Cidr.parse(rule.substring(1));
      IpAddress address = prefix.address();
      if (rule.charAt(0) == '+') {
        builder.allow(address.high(), low(address), length(prefix));
      } else {
        builder.deny(address.high(), low(address), length(prefix));
      }
    }
    return builder.build();
  }

  @Test
  void allowsEveryoneWithoutRules() {
    AccessList empty = new AccessList.Builder().build();
    assertThat(allows(empty, "192.0.2.1")).isTrue();
    assertThat(allows(empty, "2001:db8::1")).isTrue();
  }

  @Test
  void deniesEveryoneElseWhenItOnlyAllows() {
    AccessList list = accessList("+10.0.0.0/8", "+10.1.0.0/16");
    assertThat(allows(list, "10.1.2.3")).isTrue();
    assertThat(allows(list, "10.2.2.3")).isTrue();
    assertThat(allows(list, "192.0.2.1")).isFalse();
    assertThat(allows(list, "2001:db8::1")).isFalse();
  }

  @Test
  void allowsEveryoneElseWhenItDenies() {
    AccessList list = accessList("-10.0.0.0/8", "+10.1.0.0/16", "-2001:db8::/32");
    assertThat(allows(list, "10.2.2.3")).isFalse();
    assertThat(allows(list, "10.1.2.3")).isTrue();
    assertThat(allows(list, "192.0.2.1")).isTrue();
    assertThat(allows(list, "2001:db8::1")).isFalse();
    assertThat(allows(list, "2001:db9::1")).isTrue();
  }
}
