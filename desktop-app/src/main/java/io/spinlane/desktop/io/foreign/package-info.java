/**
 * Other programs' configurations, in and out.
 *
 * <pre>
 *   keepalived.conf, haproxy.cfg, ipvsadm -S ──▶ statements ──▶ Imported ──▶ one edit of the drawing
 *   lstopo XML, "node:2 core:8 nic:2"        ─────────────────▶ inventory of a host
 *   drawing ──▶ keepalived.conf, haproxy.cfg, nftables rules
 * </pre>
 *
 * <p>What one side knows and the other does not is never dropped in silence: each such piece is a
 * {@code LeftOut}, with its line and the reason. Ids, names and paths of a drawing are anything a
 * person typed; an exporter writes only what its grammar holds and leaves the rest out. Pure; may
 * be used from any thread. Depends on the model, the contract and the texts.
 */
@NullMarked
package io.spinlane.desktop.io.foreign;

import org.jspecify.annotations.NullMarked;
