package io.spinlane.agent.lab;

import io.spinlane.testing.Needs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Namespaces and the links between them, for the time of one test. */
public final class NetworkLab implements AutoCloseable {
  private static final AtomicInteger LABS = new AtomicInteger();

  private final String prefix =
      "sl" + ProcessHandle.current().pid() + "-" + LABS.incrementAndGet() + "-";
  private final List<LabNamespace> namespaces = new ArrayList<>();

  /** An empty lab; skips the test where there is no root. */
  public NetworkLab() {
    Needs.root();
    Needs.program("ip");
  }

  /**
   * A namespace with its loopback up and without IPv6, which would send frames of its own accord.
   *
   * @param name for people, such as "client"; the system's name is unique
   */
  public LabNamespace namespace(String name) throws IOException {
    LabNamespace namespace = new LabNamespace(prefix + name);
    LabProgram.runToEnd(List.of("ip", "netns", "add", namespace.name()));
    namespaces.add(namespace);
    namespace.run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
    namespace.run("sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
    namespace.run("ip", "link", "set", "lo", "up");
    return namespace;
  }

  /** Joins two namespaces by a veth pair, both ends up; device names have at most 15 characters. */
  public void connect(LabNamespace left, String leftDevice, LabNamespace right, String rightDevice)
      throws IOException {
    LabProgram.runToEnd(
        List.of(
            "ip",
            "link",
            "add",
            leftDevice,
            "netns",
            left.name(),
            "type",
            "veth",
            "peer",
            "name",
            rightDevice,
            "netns",
            right.name()));
    left.run("ip", "link", "set", leftDevice, "up");
    right.run("ip", "link", "set", rightDevice, "up");
  }

  /** Ends every program and removes every namespace; veth pairs go with them. */
  @Override
  public void close() throws IOException {
    for (LabNamespace namespace : namespaces) {
      namespace.endPrograms();
    }
    for (LabNamespace namespace : namespaces) {
      LabProgram.runToEnd(List.of("ip", "netns", "delete", namespace.name()));
    }
  }
}
