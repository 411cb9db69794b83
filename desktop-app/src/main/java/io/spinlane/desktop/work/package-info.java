/**
 * Work that takes its time: it runs beside the JavaFX thread, the status line says what goes on,
 * and people can end it.
 *
 * <p>{@code LongWork} belongs to the JavaFX thread; what is given to it runs on threads of its own.
 * Depends on the texts only.
 */
@NullMarked
package io.spinlane.desktop.work;

import org.jspecify.annotations.NullMarked;
