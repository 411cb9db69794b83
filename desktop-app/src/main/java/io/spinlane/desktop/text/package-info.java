/**
 * Every word the app shows, by key, from one bundle a language: English is the root and always
 * complete, German has the same keys.
 *
 * <p>Pure; may be used from any thread. Depends on protobuf descriptors and {@code
 * io.spinlane.topology} only.
 */
@NullMarked
package io.spinlane.desktop.text;

import org.jspecify.annotations.NullMarked;
