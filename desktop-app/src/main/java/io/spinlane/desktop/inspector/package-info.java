/**
 * Shows and changes the properties of what is selected.
 *
 * <pre>
 *   Selection ──▶ InspectorView ──▶ FieldTable: which properties, in which order, when
 *                      └── one FieldEditor each ── Edit ──▶ DesignModel
 * </pre>
 *
 * <p>Names, units and explanations of properties come from the texts by the property's path. Runs
 * on the JavaFX thread. Depends on the model, the texts and {@code io.spinlane.topology}.
 */
@NullMarked
package io.spinlane.desktop.inspector;

import org.jspecify.annotations.NullMarked;
