package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Backend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pool holds the same server and port twice. */
final class DuplicateBackend implements DrawingRule {
  @Override
  public String code() {
    return "DUPLICATE_BACKEND";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<List<Object>, Backend> first = new HashMap<>();
    for (int i = 0; i < index.topology().getPoolsCount(); i++) {
      for (Backend backend : index.topology().getPools(i).getBackendsList()) {
        IpAddress address = TopologyIndex.address(backend.getAddress());
        if (address == null) {
          continue;
        }
        Backend other = first.putIfAbsent(List.of(i, address, backend.getPort()), backend);
        if (other != null) {
          reporter.error(
              Elements.ref(backend),
              "address",
              sentence("DUPLICATE_BACKEND", other.getId()),
              sentence("DUPLICATE_BACKEND.hint"));
        }
      }
    }
  }
}
