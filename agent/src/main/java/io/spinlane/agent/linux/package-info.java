/**
 * Every call into the operating system, through {@code java.lang.foreign}; no other package touches
 * {@link java.lang.foreign.Linker}.
 *
 * <p>A call that the kernel refuses becomes a {@link io.spinlane.agent.linux.LinuxException} that
 * names the call, the errno and, where known, the fix. Any thread unless a method says otherwise.
 * Depends on nothing.
 */
@NullMarked
package io.spinlane.agent.linux;

import org.jspecify.annotations.NullMarked;
