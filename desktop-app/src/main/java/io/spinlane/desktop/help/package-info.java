/**
 * The app's own help: what every property means, offline, one page for each kind of element.
 *
 * <pre>
 *   inspector.FieldMeanings ─┐
 *   Help.properties ─────────┴▶ HelpPages ──▶ HelpWindow, opened at an anchor such as "service.ports"
 * </pre>
 *
 * <p>Runs on the JavaFX thread. Depends on {@code command}, the inspector's list of properties,
 * {@code io} for where things are kept, the model's names of kinds, and the texts.
 */
@NullMarked
package io.spinlane.desktop.help;

import org.jspecify.annotations.NullMarked;
