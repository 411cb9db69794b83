/**
 * What a topology is: the names of its elements, the defaults of its values, and its addresses and
 * ports as people write them; and what is said to people about it, in their language ({@link
 * io.spinlane.topology.Sentences}). Sub-packages read and write its files, check its rules and
 * compare two of them.
 *
 * <pre>
 *   file ── .file TopologyFiles ──▶ Topology ──┬─ .rule Rules ────────▶ Diagnostic…
 *                    ▲                         ├─ .diff TopologyDiff ─▶ Change…
 *            .sample Samples                   └─ .diff ContentHash ──▶ same configuration?
 * </pre>
 *
 * <p>Everything here is pure and may be used from any thread. This package depends on the generated
 * contract {@code io.spinlane.v1} only.
 */
@NullMarked
package io.spinlane.topology;

import org.jspecify.annotations.NullMarked;
