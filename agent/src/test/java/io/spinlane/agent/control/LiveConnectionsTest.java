package io.spinlane.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.engine.ConnectionReader;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.packet.Address;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.Protocol;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A full table, listed while a core goes on changing it. */
@Timeout(60)
final class LiveConnectionsTest {
  private static final int LIVE = 1 << 20;
  private static final String DRAWING =
      """
      nics: [{id: ext0, driver: SIM, addresses: [203.0.113.1/24]}]
      cores: [{id: sw1, cpu: 1, role: SWITCH}]
      lanes: [{nic: ext0, queue: 0, core: sw1}]
      vips: [{id: www, address: 203.0.113.10, nics: [ext0]}]
      pools: [{id: web, backends: [{id: web1, address: 10.0.0.11, port: 80}]}]
      services: [{id: http, vip: www, protocol: TCP, ports: ["80"], pool: web}]
      """;
  private static final ConnectionMatch ALL =
      new ConnectionMatch(
          "",
          "",
          null,
          Protocol.PROTOCOL_UNSPECIFIED,
          ConnectionState.CONNECTION_STATE_UNSPECIFIED);

  private final ConnectionTable table = new ConnectionTable(2 * LIVE, 7);
  private LiveConnections connections;

  @BeforeEach
  void fill() throws Exception {
    PlanCompiler compiler = new PlanCompiler();
    NicInfo ext0 = new NicInfo("ext0", 0x02_00_00_00_00_01L, 1500, 1);
    compiler.compile(
        TopologyFiles.read(DRAWING, Format.YAML, "drawing").topology(), 1, List.of(ext0));
    connections =
        new LiveConnections(
            new LiveConnections.MasterThread() {
              @Override
              public <T> T run(Callable<T> work) {
                try {
                  return work.call();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }
            },
            new ConnectionReader(table, () -> 5000),
            compiler);
    for (int client = 0; client < LIVE; client++) {
      assertThat(insert(client)).isNotNegative();
    }
  }

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void whatLivesThroughTheListingIsListedOnce() throws Exception {
    BitSet listed = new BitSet();
    SplittableRandom random = new SplittableRandom(42);
    int from = 0;
    int newcomer = LIVE;
    while (from < connections.places()) {
      LiveConnections.Part part = connections.list(ALL, from, 10_000);
      assertThat(part.connections()).hasSizeLessThanOrEqualTo(10_000);
      for (var each : part.connections()) {
        int client = client(each);
        if (client < LIVE) {
          assertThat(listed.get(client)).as("listed twice: %s", each).isFalse();
          listed.set(client);
        }
      }
      for (int i = 0; i < 100; i++) { // What comes between two pages.
        insert(newcomer++);
        table.seen(random.nextInt(table.entries()), 4000);
      }
      from = part.next();
    }

    assertThat(listed.cardinality()).isEqualTo(LIVE);
  }

  @Test
  void findsAnIpv6ClientByItsPrefix() throws Exception {
    Connection one = new Connection();
    one.clientHigh = 0x2001_0db8_0000_0000L;
    one.clientLow = 7;
    one.flow = Connection.flow(4000, 0, 80, 6);
    int bucket = table.hash(one.clientHigh, one.clientLow, Connection.clientPart(4000, 6));
    assertThat(table.insert(bucket, one, 1000)).isNotNegative();
    ConnectionMatch prefix =
        new ConnectionMatch("", "", Cidr.parse("2001:db8::/32"), ALL.protocol(), ALL.state());

    assertThat(connections.list(prefix, 0, 10).connections())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.getClientAddress()).isEqualTo("2001:db8::7");
              assertThat(each.getClientPort()).isEqualTo(4000);
              assertThat(each.getIdle().getSeconds()).isEqualTo(4);
            });
  }

  @Test
  void anEmptyMatchCountsAndKillsAll() throws Exception {
    assertThat(connections.count())
        .containsExactly(Map.entry(new Impact.Flow("http", "web1", 80), (long) LIVE));
    assertThat(connections.kill(ALL)).isEqualTo(LIVE);
    assertThat(connections.list(ALL, 0, 1).connections()).isEmpty();
  }

  private int insert(int client) {
    Connection one = new Connection();
    int port = 1024 + (client & 0xfff);
    one.clientLow = Address.low(0x0a00_0000 | client >>> 12);
    one.flow = Connection.flow(port, 0, 80, 6);
    one.backendLow = Address.low(0x0a00_000b);
    one.backendPort = 80;
    int bucket = table.hash(0, one.clientLow, Connection.clientPart(port, 6));
    return table.insert(bucket, one, 1000);
  }

  /** The number that {@link #insert} was given. */
  private static int client(io.spinlane.v1.Connection connection) {
    String[] address = connection.getClientAddress().split("\\.", -1);
    int low = Integer.parseInt(address[2]) << 8 | Integer.parseInt(address[3]);
    int high = Integer.parseInt(address[1]) << 16;
    return (high | low) << 12 | (connection.getClientPort() - 1024);
  }
}
