package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Frame;

/**
 * What stands on a frame around cores.
 *
 * @param live the sum over its cores in words, shown while it is collapsed; empty: nothing runs
 * @param detail more about it, such as "busy 43 %"; empty: none
 * @param stale the sum is older than it should be
 */
public record FrameFace(Frame frame, String live, String detail, boolean stale) {}
