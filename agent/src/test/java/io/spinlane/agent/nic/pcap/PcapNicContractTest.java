package io.spinlane.agent.nic.pcap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicContract;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class PcapNicContractTest extends NicContract {
  @TempDir private Path folder;
  private final ReplayTime time = new ReplayTime();

  @Override
  protected Nic open() throws IOException {
    // A file of the contract's frames: the same ones, so arriving is only a matter of time.
    try (CaptureWriter writer = CaptureWriter.create(folder.resolve("in.pcap"))) {
      for (byte[] frame : frames(150)) {
        writer.write(1, MemorySegment.ofArray(frame), 0, frame.length);
      }
    }
    return PcapNic.open(
        new PcapConfig(
            "n0", 0x020000000002L, 1500, 1, folder.resolve("in.pcap"), folder.resolve("out.pcap")),
        time);
  }

  @Override
  protected void arrive(List<byte[]> frames) {
    time.advanceTo(1);
  }

  @Override
  protected List<byte[]> departed(int expected) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(folder.resolve("out.pcap"))) {
      while (reader.next()) {
        frames.add(reader.memory().asSlice(reader.dataAt, reader.capturedBytes).toArray(JAVA_BYTE));
      }
    }
    return frames;
  }
}
