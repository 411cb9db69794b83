/**
 * What people meet when the app starts: work that was lost, samples, recent files, and a tour.
 *
 * <pre>
 *   RecoveryBanner ◀── io.Lost        above the canvas, one for each app that ended unasked
 *   WelcomePane                       over the canvas, while nothing is drawn or when asked for
 *   Tour ──▶ TourBubble               points at parts of the window, one after the other
 * </pre>
 *
 * <p>Runs on the JavaFX thread. Depends on {@code io}, {@code text}, {@code widget}, the model, the
 * samples and the painter that draws them in small; it is handed what it starts.
 */
@NullMarked
package io.spinlane.desktop.welcome;

import org.jspecify.annotations.NullMarked;
