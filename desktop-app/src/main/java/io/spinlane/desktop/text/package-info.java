/**
 * Every word the app shows, by key, from one bundle.
 *
 * <p>Pure; may be used from any thread. Depends on protobuf descriptors and {@code
 * io.spinlane.topology} only.
 */
@NullMarked
package io.spinlane.desktop.text;

import org.jspecify.annotations.NullMarked;
