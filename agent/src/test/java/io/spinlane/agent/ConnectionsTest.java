package io.spinlane.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Connection;
import io.spinlane.v1.ConnectionFilter;
import io.spinlane.v1.ConnectionState;
import io.spinlane.v1.ConnectionsServiceGrpc;
import io.spinlane.v1.KillConnectionsRequest;
import io.spinlane.v1.ListConnectionsRequest;
import io.spinlane.v1.ListConnectionsResponse;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Topology;
import io.spinlane.v1.TopologyServiceGrpc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Listing and ending connections over the contract. A hundred and more are made by simulated
 * clients; then no more come, so what is in the table only closes, and stays there for half a
 * minute.
 */
@Timeout(60)
final class ConnectionsTest {
  @TempDir Path folder;
  private EmbeddedAgent agent;
  private ConnectionsServiceGrpc.ConnectionsServiceBlockingStub connections;

  @BeforeEach
  void start() throws Exception {
    agent = EmbeddedAgent.start(folder);
    connections = ConnectionsServiceGrpc.newBlockingStub(agent.channel());
    fill(1);
  }

  private void fill(int cores) {
    int more = all().size() + 100;
    apply(Simulated.topology(cores, 500));
    while (all().size() < more) {
      Thread.onSpinWait();
    }
    apply(Simulated.topology(cores, 0));
    List<Connection> before;
    do {
      before = all();
    } while (before.stream().anyMatch(each -> !isClosing(each)) || all().size() != before.size());
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void aConnectionIsDescribed() {
    assertThat(all())
        .allSatisfy(
            each -> {
              assertThat(each.getProtocol()).isEqualTo(Protocol.PROTOCOL_TCP);
              assertThat(Cidr.parse("203.0.113.0/24").contains(address(each))).isTrue();
              assertThat(each.getClientPort()).isBetween(1, 65_535);
              assertThat(each.getService()).isEqualTo("http");
              assertThat(each.getBackend()).isIn("web1", "web2");
              assertThat(each.getCore()).isEqualTo("sw1");
              assertThat(Durations.toMillis(each.getIdle())).isBetween(0L, 60_000L);
            })
        .extracting(each -> each.getClientAddress() + " " + each.getClientPort())
        .doesNotHaveDuplicates();
  }

  @Test
  void pagesTogetherAreTheWhole() {
    List<List<String>> pages = new ArrayList<>();
    String token = "";
    do {
      ListConnectionsResponse page = list(ConnectionFilter.getDefaultInstance(), 7, token);
      pages.add(page.getConnectionsList().stream().map(ConnectionsTest::client).toList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(pages.subList(0, pages.size() - 1)).allMatch(page -> page.size() == 7);
    assertThat(pages.stream().flatMap(List::stream))
        .containsExactlyElementsOf(all().stream().map(ConnectionsTest::client).toList());
  }

  @Test
  void filtersMatchAllThatIsGiven() {
    Connection one = all().getFirst();
    String prefix = one.getClientAddress() + "/32";

    assertFilter(filter().setBackend("web1"), each -> each.getBackend().equals("web1"));
    assertFilter(filter().setService("http"), _ -> true);
    assertFilter(filter().setProtocol(Protocol.PROTOCOL_TCP), _ -> true);
    assertFilter(filter().setProtocol(Protocol.PROTOCOL_UDP), _ -> false);
    assertFilter(filter().setState(ConnectionState.CONNECTION_STATE_CLOSING), _ -> true);
    assertFilter(filter().setState(ConnectionState.CONNECTION_STATE_NEW), _ -> false);
    assertFilter(filter().setState(ConnectionState.CONNECTION_STATE_ESTABLISHED), _ -> false);
    assertFilter(
        filter().setClientPrefix(prefix),
        each -> each.getClientAddress().equals(one.getClientAddress()));
    assertFilter(
        filter().setClientPrefix("203.0.113.64/27"),
        each -> Cidr.parse("203.0.113.64/27").contains(address(each)));
    assertFilter(filter().setClientPrefix("2001:db8::/32"), _ -> false);
    assertFilter(
        filter().setClientPort(one.getClientPort()),
        each -> each.getClientPort() == one.getClientPort());
    assertFilter(
        filter().setClientPrefix(prefix).setBackend("web2"),
        each ->
            each.getClientAddress().equals(one.getClientAddress())
                && each.getBackend().equals("web2"));
  }

  @Test
  void killedConnectionsAreGoneAndOthersAreNot() {
    ConnectionFilter web1 = filter().setBackend("web1").build();
    int meant = list(web1, 0, "").getConnectionsCount();
    int others = all().size() - meant;
    assertThat(meant).isPositive();

    assertThat(kill(web1)).isEqualTo(meant);
    assertThat(list(web1, 0, "").getConnectionsList()).isEmpty();
    assertThat(all()).hasSize(others);
    assertThat(kill(web1)).isZero();
    assertThat(kill(ConnectionFilter.getDefaultInstance())).isEqualTo(others);
    assertThat(all()).isEmpty();
  }

  @Test
  void theCoreThatAcceptedItIsAFilter() {
    fill(2);
    for (String core : List.of("sw1", "sw2")) {
      assertThat(list(filter().setCore(core).build(), 0, "").getConnectionsList())
          .as(core)
          .isNotEmpty();
      assertFilter(filter().setCore(core), each -> each.getCore().equals(core));
    }
  }

  @Test
  void oneConnectionIsEndedByItsPort() {
    List<Connection> before = all();
    Connection one = before.getFirst();
    ConnectionFilter only =
        filter()
            .setProtocol(one.getProtocol())
            .setClientPrefix(one.getClientAddress() + "/32")
            .setClientPort(one.getClientPort())
            .setService(one.getService())
            .setBackend(one.getBackend())
            .build();

    assertThat(kill(only)).isOne();
    assertThat(all().stream().map(ConnectionsTest::client))
        .containsExactlyElementsOf(before.stream().skip(1).map(ConnectionsTest::client).toList());
  }

  @Test
  void theBackendOfAConnectionMayBeGoneFromTheDrawing() {
    Topology.Builder without = Simulated.topology(1, 0).toBuilder();
    without.getPoolsBuilder(0).removeBackends(0);
    apply(without.build());

    assertThat(list(filter().setBackend("web1").build(), 0, "").getConnectionsList()).isNotEmpty();
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of("page_size", request().setPageSize(-1)),
        Arguments.of("page_size", request().setPageSize(10_001)),
        Arguments.of("page_token", request().setPageToken("next")),
        Arguments.of("page_token", request().setPageToken("99999999999")),
        Arguments.of(
            "filter.client_prefix", request().setFilter(filter().setClientPrefix("203.0.113.7"))),
        Arguments.of("filter.client_prefix", request().setFilter(filter().setClientPrefix("x/24"))),
        Arguments.of("filter.protocol", request().setFilter(filter().setProtocolValue(77))),
        Arguments.of("filter.state", request().setFilter(filter().setStateValue(77))),
        Arguments.of("filter.client_port", request().setFilter(filter().setClientPort(65_536))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void badRequestsNameTheField(String field, ListConnectionsRequest.Builder request)
      throws Exception {
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> connections.listConnections(request.build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    BadRequest details = StatusProto.fromThrowable(failure).getDetails(0).unpack(BadRequest.class);
    assertThat(details.getFieldViolations(0).getField()).isEqualTo(field);
  }

  @Test
  void namesNobodyKnowsAreNotFound() {
    for (ConnectionFilter.Builder filter :
        List.of(
            filter().setService("web1"), filter().setBackend("http"), filter().setCore("http"))) {
      StatusRuntimeException failure =
          catchThrowableOfType(StatusRuntimeException.class, () -> kill(filter.build()));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
      assertThat(failure).hasMessageContaining("since the agent started");
    }
  }

  private void assertFilter(ConnectionFilter.Builder filter, Predicate<Connection> matches) {
    assertThat(
            list(filter.build(), 0, "").getConnectionsList().stream().map(ConnectionsTest::client))
        .as(filter.toString())
        .containsExactlyElementsOf(
            all().stream().filter(matches).map(ConnectionsTest::client).toList());
  }

  private static ConnectionFilter.Builder filter() {
    return ConnectionFilter.newBuilder();
  }

  private static ListConnectionsRequest.Builder request() {
    return ListConnectionsRequest.newBuilder();
  }

  private List<Connection> all() {
    return list(ConnectionFilter.getDefaultInstance(), 10_000, "").getConnectionsList();
  }

  private ListConnectionsResponse list(ConnectionFilter filter, int size, String token) {
    return connections.listConnections(
        request().setFilter(filter).setPageSize(size).setPageToken(token).build());
  }

  private long kill(ConnectionFilter filter) {
    return connections
        .killConnections(KillConnectionsRequest.newBuilder().setFilter(filter).build())
        .getKilledCount();
  }

  private static boolean isClosing(Connection connection) {
    return connection.getState() == ConnectionState.CONNECTION_STATE_CLOSING;
  }

  private static IpAddress address(Connection connection) {
    return IpAddress.parse(connection.getClientAddress());
  }

  private static String client(Connection connection) {
    return connection.getClientAddress() + " " + connection.getClientPort();
  }

  private void apply(Topology topology) {
    TopologyServiceGrpc.newBlockingStub(agent.channel())
        .applyTopology(
            ApplyTopologyRequest.newBuilder().setTopology(topology).setOverwrite(true).build())
        .forEachRemaining(_ -> {});
  }
}
