/**
 * The configuration table: a topology compiled to flat arrays that switch cores read.
 *
 * <pre>
 *   Topology ── PlanCompiler ──▶ Plan (generation n+1) ──▶ engine
 * </pre>
 *
 * <p>A plan never changes after it was compiled and may be read by any thread. Rows (of cores,
 * NICs, services, back-ends) stay with their id over all plans of one compiler. Depends on {@code
 * .balance} for the tables of its schedulers, and on {@code NicInfo}.
 */
@NullMarked
package io.spinlane.agent.plan;

import org.jspecify.annotations.NullMarked;
