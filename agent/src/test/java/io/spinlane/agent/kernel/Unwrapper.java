package io.spinlane.agent.kernel;

import static io.spinlane.agent.linux.BpfProgram.R0;
import static io.spinlane.agent.linux.BpfProgram.R1;
import static io.spinlane.agent.linux.BpfProgram.R10;
import static io.spinlane.agent.linux.BpfProgram.R2;
import static io.spinlane.agent.linux.BpfProgram.R3;
import static io.spinlane.agent.linux.BpfProgram.R4;
import static io.spinlane.agent.linux.BpfProgram.R6;
import static io.spinlane.agent.linux.BpfProgram.R7;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.linux.Bpf;
import io.spinlane.agent.linux.BpfProgram;
import io.spinlane.agent.linux.BpfProgram.Width;
import io.spinlane.agent.linux.DeviceControl;
import io.spinlane.agent.linux.Fd;
import io.spinlane.agent.linux.NetworkNamespace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The receiving end of tunnels: a program at the ingress of back-ends' devices that takes the outer
 * headers of IP in IP and GUE away, after which the packet is delivered as if it had come bare.
 * Works on every kernel that the agent works on, while ipip, sit, ip6_tunnel and fou are modules
 * that many kernels, among them those of test machines, are built without.
 */
final class Unwrapper implements AutoCloseable {
  private static final int NEXT = -1;
  private static final int SKB_PROTOCOL = 16;
  private static final int HELPER_LOAD_BYTES = 26;
  private static final int HELPER_ADJUST_ROOM = 50;

  /** BPF_ADJ_ROOM_MAC: right behind the Ethernet header. */
  private static final int BEHIND_ETHERNET = 1;

  private static final int DECAPSULATE_TO_IPV4 = 1 << 7;
  private static final int DECAPSULATE_TO_IPV6 = 1 << 8;

  /** Ethernet types and ports in network order, as a little-endian machine reads them. */
  private static final int IPV4 = 0x0008;

  private static final int IPV6 = 0xdd86;
  private static final int GUE_PORT = 0xc017;

  private static final int ETHERNET_BYTES = 14;
  private static final int UDP_BYTES = 8;
  private static final int GUE_BYTES = 4;
  private static final int SCRATCH = -8;

  private final Fd program;
  private final List<Fd> links = new ArrayList<>();

  Unwrapper() throws IOException {
    program = Bpf.loadIngress("unwrap", program());
  }

  /** Unwraps what arrives at {@code eth0} of a host until this is closed. */
  void attach(LabNamespace host) throws IOException {
    links.add(
        NetworkNamespace.call(
            host.path(),
            () -> {
              try (DeviceControl device = new DeviceControl("eth0")) {
                return Bpf.attachIngress(program, device.index());
              }
            }));
  }

  @Override
  public void close() {
    links.forEach(Fd::close);
    program.close();
  }

  private static BpfProgram program() {
    BpfProgram code = new BpfProgram();
    code.copy(R6, R1).load(Width.WORD, R7, R6, SKB_PROTOCOL);
    code.jumpIfEqual(R7, IPV4, "v4").jumpIfEqual(R7, IPV6, "v6").jump("bare");
    outer(code, "v4", 9, 20);
    outer(code, "v6", 6, 40);
    code.label("bare").move(R0, NEXT).exit();
    return code;
  }

  /** One family of the outer header, and what may be in it. */
  private static void outer(BpfProgram code, String name, int protocolAt, int headerBytes) {
    code.label(name);
    read(code, ETHERNET_BYTES + protocolAt, Width.BYTE);
    code.jumpIfEqual(R7, 4, name + "-in4").jumpIfEqual(R7, 41, name + "-in6");
    code.jumpIfNotEqual(R7, 17, "bare");
    read(code, ETHERNET_BYTES + headerBytes + 2, Width.HALF);
    code.jumpIfNotEqual(R7, GUE_PORT, "bare");
    read(code, ETHERNET_BYTES + headerBytes + UDP_BYTES + 1, Width.BYTE);
    code.jumpIfEqual(R7, 4, name + "-gue4").jumpIfEqual(R7, 41, name + "-gue6").jump("bare");
    int gueBytes = headerBytes + UDP_BYTES + GUE_BYTES;
    remove(code, name + "-in4", headerBytes, DECAPSULATE_TO_IPV4);
    remove(code, name + "-in6", headerBytes, DECAPSULATE_TO_IPV6);
    remove(code, name + "-gue4", gueBytes, DECAPSULATE_TO_IPV4);
    remove(code, name + "-gue6", gueBytes, DECAPSULATE_TO_IPV6);
  }

  /** R7 = so much of the frame; a frame without it is left alone. */
  private static void read(BpfProgram code, int at, Width width) {
    code.copy(R1, R6).move(R2, at).copy(R3, R10).add(R3, SCRATCH);
    code.move(R4, width == Width.BYTE ? 1 : 2).call(HELPER_LOAD_BYTES);
    code.jumpIfNotEqual(R0, 0, "bare").load(width, R7, R10, SCRATCH);
  }

  private static void remove(BpfProgram code, String name, int bytes, int flags) {
    code.label(name).copy(R1, R6).move(R2, -bytes).move(R3, BEHIND_ETHERNET).move(R4, flags);
    code.call(HELPER_ADJUST_ROOM).jump("bare");
  }
}
