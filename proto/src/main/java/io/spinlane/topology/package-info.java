/**
 * What a topology is: reading and writing its files, the rules it must obey, and how two of them
 * differ.
 *
 * <pre>
 *   file ── TopologyFiles ──▶ Topology ──┬─ Rules ──▶ Diagnostic…
 *                                        └─ TopologyDiff ──▶ Change…
 * </pre>
 *
 * <p>Everything here is pure and may be used from any thread. Depends on the generated contract
 * {@code io.spinlane.v1} only.
 */
@NullMarked
package io.spinlane.topology;

import org.jspecify.annotations.NullMarked;
