/**
 * Which agent is watched, and what its host has.
 *
 * <p>{@code HostPanel} belongs to the JavaFX thread, as does {@code HostInUse}, which says what
 * host a drawing is meant for; {@code InventoryImport} is pure. Depends on {@code remote}, {@code
 * io}, {@code live}, {@code command}, {@code layout}, the model, the contract and the texts.
 */
@NullMarked
package io.spinlane.desktop.host;

import org.jspecify.annotations.NullMarked;
