package io.spinlane.agent.packet;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one agent: equal slots in a contiguous part of {@link FrameMemory}, and the shared
 * reserve of free ones that {@link FramePool}s draw on in blocks.
 *
 * <p>Every NIC of the agent uses the same store, so a frame received on one can be transmitted on
 * any other without a copy unless the driver itself must.
 */
public final class FrameStore implements AutoCloseable {
  /**
   * Slot of an ordinary frame: {@value} bytes, of which {@link Frame#HEADROOM_BYTES} are headroom.
   */
  public static final int STANDARD_SLOT_BYTES = FrameMemory.GRANULE_BYTES;

  /** Slot that holds a 64 KiB segmentation-offload frame as the kernel hands it out. */
  public static final int OFFLOAD_SLOT_BYTES = 33 * FrameMemory.GRANULE_BYTES;

  private final MemoryRegion region;
  private final int first;
  private final int slots;
  private final int slotGranules;
  private final ConcurrentLinkedQueue<int[]> freeBlocks = new ConcurrentLinkedQueue<>();

  /**
   * Takes a part of the frame memory.
   *
   * @param slots how many frames
   * @param slotBytes bytes of each, a multiple of {@link FrameMemory#GRANULE_BYTES}
   * @throws OutOfMemoryError when the frame memory has no such part left; names the property that
   *     enlarges it
   */
  public FrameStore(int slots, int slotBytes) {
    if (slots <= 0 || slotBytes <= 0 || slotBytes % FrameMemory.GRANULE_BYTES != 0) {
      throw new IllegalArgumentException(slots + " slots of " + slotBytes + " bytes");
    }
    this.slots = slots;
    this.slotGranules = slotBytes / FrameMemory.GRANULE_BYTES;
    this.region = MemoryRegion.take((long) slots * slotBytes);
    this.first = region.firstGranule();
    for (int slot = 0; slot < slots; slot += FramePool.BLOCK) {
      int[] block = new int[Math.min(FramePool.BLOCK, slots - slot)];
      for (int i = 0; i < block.length; i++) {
        block[i] = frame(slot + i);
        Frame.passTo(block[i], Frame.OWNER_FREE);
      }
      freeBlocks.add(block);
    }
  }

  public int slots() {
    return slots;
  }

  public int slotBytes() {
    return slotGranules * FrameMemory.GRANULE_BYTES;
  }

  /** Largest frame a slot takes behind its headroom, in bytes. */
  public int maxFrameBytes() {
    return slotBytes() - Frame.HEADROOM_BYTES;
  }

  /** The frame of a slot, 0 to {@link #slots} − 1. */
  public int frame(int slot) {
    return first + slot * slotGranules;
  }

  /** A block of free frames for a pool, or null when the reserve is empty. Any thread. */
  int @Nullable [] takeBlock() {
    return freeBlocks.poll();
  }

  /** Takes a block of free frames back. Any thread. */
  void giveBlock(int[] block) {
    freeBlocks.add(block);
  }

  /** Gives the memory back; no pool or NIC may use its frames any more. */
  @Override
  public void close() {
    try {
      if (FrameChecks.ENABLED) {
        FrameChecks.allBack(this, freeBlocks);
      }
    } finally {
      region.close();
    }
  }
}
