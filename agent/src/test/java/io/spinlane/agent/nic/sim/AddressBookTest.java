package io.spinlane.agent.nic.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class AddressBookTest {
  private final AddressBook book = new AddressBook();

  @Test
  void givesEveryAddressItsOwnNumberForGood() {
    IpAddress v4 = IpAddress.parse("203.0.113.10");
    assertThat(book.number(v4)).isEqualTo(v4.v4Bits());
    assertThat(book.address(book.number(v4))).isEqualTo(v4);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      numbers.add(book.number(0x2001_0db8L << 32, i));
    }
    assertThat(numbers).doesNotHaveDuplicates().allMatch(AddressBook::isIpv6);
    for (int i = 0; i < 5000; i++) {
      assertThat(book.number(0x2001_0db8L << 32, i)).isEqualTo(numbers.get(i));
      assertThat(book.low(numbers.get(i))).isEqualTo(i);
    }
    assertThat(book.address(numbers.get(16))).isEqualTo(IpAddress.parse("2001:db8::10"));
  }

  /** Two who see the same addresses for the first time, while the book grows under them. */
  @Test
  void twoThreadsGetTheSameNumbers() throws InterruptedException {
    ConcurrentHashMap<Long, Integer> seen = new ConcurrentHashMap<>();
    List<String> wrong = new ArrayList<>();
    Runnable asks =
        () -> {
          for (long i = 0; i < 200_000; i++) {
            int number = book.number(7, i);
            Integer before = seen.putIfAbsent(i, number);
            if ((before != null && before != number) || book.low(number) != i) {
              synchronized (wrong) {
                wrong.add(i + ": " + before + ", " + number);
              }
            }
          }
        };
    Thread other = Thread.ofPlatform().start(asks);
    asks.run();
    other.join();
    assertThat(wrong).isEmpty();
  }
}
