package io.spinlane.agent.nic;

/** What only a driver can count; frames and bytes are counted by the cores. All grow from 0. */
public enum NicStatistic {
  /** Frames the device or the kernel dropped because no receive slot was free. */
  RECEIVE_OVERRUNS,
  /** Received frames too large for a slot, or already cut by a capture; dropped, never cut. */
  RECEIVE_TOO_LARGE,
  /** Received frames for which the core had no free frame. */
  RECEIVE_NO_FRAME,
  /** Frames that could not leave because they are too large for the device. */
  TRANSMIT_TOO_LARGE,
  /** Frames the kernel refused. */
  TRANSMIT_REFUSED
}
