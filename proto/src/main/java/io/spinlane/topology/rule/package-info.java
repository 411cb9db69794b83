/**
 * What a topology must obey: one small class for each rule, named for what it finds.
 *
 * <pre>
 *   Topology ── TopologyIndex ──┬─ DrawingRule… ──┐
 *   Inventory ──────────────────┴─ HostRule… ─────┴─ Reporter ──▶ Diagnostic…
 * </pre>
 *
 * <p>{@link io.spinlane.topology.rule.Rules} runs them all. A rule keeps silent about what another
 * rule already reports: it skips references that lead nowhere and addresses that cannot be read.
 * Pure; any thread. Depends on the generated contract and {@link io.spinlane.topology}.
 */
@NullMarked
package io.spinlane.topology.rule;

import org.jspecify.annotations.NullMarked;
