/**
 * Which agent is watched, and what its host has.
 *
 * <p>{@code HostPanel} belongs to the JavaFX thread; {@code InventoryImport} is pure. Depends on
 * {@code remote}, the model, the contract and the texts.
 */
@NullMarked
package io.spinlane.desktop.host;

import org.jspecify.annotations.NullMarked;
