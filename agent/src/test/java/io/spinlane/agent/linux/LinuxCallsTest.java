package io.spinlane.agent.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.testing.Needs;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.BitSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class LinuxCallsTest {
  @Test
  void pinsTheCallingThreadOnly() throws Exception {
    Needs.linux();
    BitSet before = Affinity.available();
    int cpu = before.nextSetBit(0);
    FutureTask<BitSet> pinned =
        new FutureTask<>(
            () -> {
              Affinity.pin(cpu);
              return Affinity.available();
            });
    Thread.ofPlatform().start(pinned);
    BitSet one = new BitSet();
    one.set(cpu);
    assertThat(pinned.get()).isEqualTo(one);
    assertThat(Affinity.available()).isEqualTo(before);
  }

  @Test
  void namesTheCpusThereAre() {
    Needs.linux();
    assertThatThrownBy(() -> Affinity.pin(1023))
        .hasMessage(
            "sched_setaffinity({1023}): EINVAL (invalid argument); this process may use CPUs "
                + Affinity.available());
  }

  @Test
  void namesTheNamespaceThatIsMissing() {
    Needs.linux();
    assertThatThrownBy(() -> NetworkNamespace.call("/run/netns/no-such", () -> 1))
        .hasMessage(
            "open(/run/netns/no-such): ENOENT (no such file or directory);"
                + " ip netns list shows the network namespaces");
  }

  @Test
  void asksADevice() throws IOException {
    Needs.linux();
    try (DeviceControl loopback = new DeviceControl("lo")) {
      assertThat(loopback.index()).isPositive();
      assertThat(loopback.mtuBytes()).isPositive();
      assertThatThrownBy(loopback::mac).hasMessage("device lo is not an Ethernet device");
    }
    assertThatThrownBy(() -> new DeviceControl("no-such"))
        .hasMessageStartingWith("no device no-such; there are: ")
        .hasMessageContaining("lo");
  }

  @Test
  void refusesInWordsElsewhere() {
    MethodHandle refusing =
        Native.refusing("setns", MethodType.methodType(int.class, MemorySegment.class, int.class));
    assertThatThrownBy(
            () -> {
              int _ = (int) refusing.invokeExact(MemorySegment.NULL, 1);
            })
        .isInstanceOf(LinuxException.class)
        .hasMessageMatching("setns: ENOSYS .*not supported on this system \\(.*\\), needs Linux");
  }
}
