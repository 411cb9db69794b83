package io.spinlane.agent.nic.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToeplitzTest {
  /** The vectors published with the algorithm. */
  @ParameterizedTest
  @CsvSource({
    "66.9.149.187, 2794, 161.142.100.80, 1766, 51ccc178, 323e8fc2",
    "199.92.111.2, 14230, 65.69.140.83, 4739, c626b0ea, d718262a",
    "24.19.198.95, 12898, 12.22.207.184, 38024, 5c2b394a, d2d0a5de",
    "38.27.205.30, 48228, 209.142.163.6, 2217, afc7327f, 82989176",
    "153.39.163.191, 44251, 202.188.127.2, 1303, 10e828a2, 5d1809c5",
  })
  void hashesAsPublished(
      String source,
      int sourcePort,
      String destination,
      int destinationPort,
      String withPorts,
      String addressesOnly) {
    int addresses =
        Toeplitz.addresses(IpAddress.parse(source).v4Bits(), IpAddress.parse(destination).v4Bits());
    assertThat(Integer.toHexString(addresses)).isEqualTo(addressesOnly);
    int all =
        addresses ^ Toeplitz.sourcePort(sourcePort) ^ Toeplitz.destinationPort(destinationPort);
    assertThat(Integer.toHexString(all)).isEqualTo(withPorts);
  }
}
