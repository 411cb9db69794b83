package io.spinlane.agent.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One host of a {@link NetworkLab}. */
public final class LabNamespace {
  private final String name;
  private final List<LabProgram> programs = new ArrayList<>();

  LabNamespace(String name) {
    this.name = name;
  }

  /** The system's name of it, as in {@code ip netns list}. */
  public String name() {
    return name;
  }

  /** Path by which a process enters it. */
  public String path() {
    return "/run/netns/" + name;
  }

  /** Gives a device an address, such as "10.0.0.1/24". */
  public LabNamespace address(String device, String cidr) throws IOException {
    run("ip", "address", "add", cidr, "dev", device);
    return this;
  }

  /** Gives a device a hardware address, such as "02:00:00:00:00:01". */
  public LabNamespace mac(String device, String mac) throws IOException {
    run("ip", "link", "set", device, "address", mac);
    return this;
  }

  /** Adds a route, such as "default" via "10.0.0.1". */
  public LabNamespace route(String prefix, String via) throws IOException {
    run("ip", "route", "add", prefix, "via", via);
    return this;
  }

  /**
   * Runs a program here to its end and returns what it printed.
   *
   * @throws AssertionError when it fails or takes longer than a minute, with what it printed
   */
  public String run(String... command) throws IOException {
    return LabProgram.runToEnd(inside(command));
  }

  /** Runs a program here to its end, whatever it answers. */
  public LabProgram.Result tryRun(String... command) throws IOException {
    return LabProgram.start(inside(command)).awaitEnd();
  }

  /** Starts a program here; the lab ends it. */
  public LabProgram start(String... command) throws IOException {
    LabProgram program = LabProgram.start(inside(command));
    programs.add(program);
    return program;
  }

  void endPrograms() {
    programs.forEach(LabProgram::close);
  }

  private List<String> inside(String... command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
    all.addAll(List.of(command));
    return all;
  }
}
