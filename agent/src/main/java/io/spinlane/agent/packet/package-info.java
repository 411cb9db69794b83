/**
 * Frames in memory, and the headers inside them.
 *
 * <pre>
 *   FrameMemory   one reserved region for the whole process, a constant to the compiler
 *     └ FrameStore     slots of one agent: [descriptor 64 B | headroom | frame … ]
 *         └ FramePool       the free slots of one core
 *             └ FrameBatch      up to 64 frames on their way through a core
 * </pre>
 *
 * <p>A frame is an {@code int}; it is owned by one party at a time, and only the owner touches it.
 * Header codecs are stateless and take a segment and an offset. Depends on {@code .linux} only.
 */
@NullMarked
package io.spinlane.agent.packet;

import org.jspecify.annotations.NullMarked;
