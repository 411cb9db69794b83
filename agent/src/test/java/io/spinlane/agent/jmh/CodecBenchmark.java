package io.spinlane.agent.jmh;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.MemoryRegion;
import io.spinlane.agent.packet.Tcp;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a packet is read and changed with, on one packet that stays in the cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  private static final int CLIENT = 0xc633_6407;
  private static final int VIP = 0xcb00_710a;
  private static final int PACKET_BYTES = 1500;

  private final MemoryRegion region = MemoryRegion.take(PACKET_BYTES);
  private final long packet = region.base();
  private int backend = 0x0a00_000b;

  @Setup
  public void write() {
    Ipv4.write(MEMORY, packet, PACKET_BYTES, 64, Ipv4.PROTOCOL_TCP, CLIENT, VIP);
    Tcp.write(MEMORY, packet + Ipv4.HEADER_BYTES, 40_000 << 16 | 80, 1, 2, Tcp.ACK);
  }

  @TearDown
  public void close() {
    region.close();
  }

  /** Everything a look-up needs of the two headers. */
  @Benchmark
  public int parse() {
    long at = FrameMemory.at(packet);
    long transport = FrameMemory.at(at + Ipv4.headerBytes(MEMORY, at));
    return Ipv4.version(MEMORY, at)
        + Ipv4.totalLength(MEMORY, at)
        + (Ipv4.isFragment(MEMORY, at) ? 1 : 0)
        + Ipv4.ttl(MEMORY, at)
        + Ipv4.protocol(MEMORY, at)
        + Ipv4.source(MEMORY, at)
        + Ipv4.destination(MEMORY, at)
        + Tcp.ports(MEMORY, transport)
        + Tcp.headerBytes(MEMORY, transport)
        + Tcp.flags(MEMORY, transport);
  }

  @Benchmark
  public int checksumOfHeader() {
    return Checksum.finish(Checksum.add(0, MEMORY, FrameMemory.at(packet), Ipv4.HEADER_BYTES));
  }

  @Benchmark
  public int checksumOfPacket() {
    return Checksum.finish(Checksum.add(0, MEMORY, FrameMemory.at(packet), PACKET_BYTES));
  }

  /** Another destination address and port, with both checksums. */
  @Benchmark
  public int rewrite() {
    long at = FrameMemory.at(packet);
    long transport = FrameMemory.at(at + Ipv4.HEADER_BYTES);
    int before = Ipv4.destination(MEMORY, at);
    int portBefore = Tcp.ports(MEMORY, transport) & 0xffff;
    backend ^= 1;
    long change = Checksum.replaced(before, backend);
    Ipv4.destination(MEMORY, at, backend);
    Ipv4.checksum(MEMORY, at, Checksum.update(Ipv4.checksum(MEMORY, at), change));
    Tcp.destinationPort(MEMORY, transport, portBefore ^ 1);
    change += Checksum.replaced16(portBefore, portBefore ^ 1);
    int checksum = Checksum.update(Tcp.checksum(MEMORY, transport), change);
    Tcp.checksum(MEMORY, transport, checksum);
    return checksum;
  }
}
