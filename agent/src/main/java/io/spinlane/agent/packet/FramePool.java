package io.spinlane.agent.packet;

/**
 * The free frames of one core: a stack, so that the frame used last, still in the cache, is used
 * next. Exchanges blocks with the store's shared reserve when it runs empty or over.
 *
 * <p>One thread. No allocation in steady state: blocks travel as arrays that are reused.
 */
public final class FramePool {
  /** Frames exchanged with the reserve at a time. */
  static final int BLOCK = 64;

  private final FrameStore store;
  private final int owner;
  private final int[] stack = new int[4 * BLOCK];
  private int size;

  /** Blocks emptied here, to be filled again when frames go back. */
  private final int[][] spareBlocks = new int[4][];

  private int spares;

  /**
   * A pool that takes frames in the name of an owner.
   *
   * @param owner {@link Frame#OWNER_CORE_0} + n for switch core n
   */
  public FramePool(FrameStore store, int owner) {
    this.store = store;
    this.owner = owner;
  }

  public FrameStore store() {
    return store;
  }

  /** A free frame, now this pool's owner's; or {@link Frame#NONE} when there is none. */
  public int take() {
    if (size == 0 && !refill()) {
      return Frame.NONE;
    }
    int frame = stack[size - 1];
    if (FrameChecks.ENABLED) {
      FrameChecks.taken(frame);
    }
    size--;
    Frame.passTo(frame, owner);
    return frame;
  }

  /** Gives a frame of this pool's owner back. */
  public void give(int frame) {
    if (FrameChecks.ENABLED) {
      FrameChecks.given(frame, owner);
    }
    if (size == stack.length) {
      spill();
    }
    Frame.passTo(frame, Frame.OWNER_FREE);
    stack[size++] = frame;
  }

  /** Gives every frame of a batch back and clears it. */
  public void giveAll(FrameBatch batch) {
    for (int i = 0; i < batch.count; i++) {
      give(batch.frames[i]);
    }
    batch.clear();
  }

  /** Returns all free frames to the reserve; before the core ends. */
  public void drain() {
    while (size > 0) {
      spillUpTo(Math.min(BLOCK, size));
    }
  }

  private boolean refill() {
    int[] block = store.takeBlock();
    if (block == null) {
      return false;
    }
    System.arraycopy(block, 0, stack, 0, block.length);
    size = block.length;
    if (block.length == BLOCK && spares < spareBlocks.length) {
      spareBlocks[spares++] = block;
    }
    return true;
  }

  private void spill() {
    spillUpTo(BLOCK);
  }

  private void spillUpTo(int count) {
    int[] block = count == BLOCK && spares > 0 ? spareBlocks[--spares] : new int[count];
    size -= count;
    System.arraycopy(stack, size, block, 0, count);
    store.giveBlock(block);
  }
}
