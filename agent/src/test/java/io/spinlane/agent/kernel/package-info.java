/**
 * The switch between real Linux stacks: a client, three web servers, and cores that poll packet
 * sockets in between.
 *
 * <pre>
 *   client ── veth ── agent ── veth ── lan (bridge) ─┬─ web1
 *   203.0.113.2       ext0, int0                     ├─ web2   10.0.0.11 to .13
 *                                                    └─ web3
 * </pre>
 *
 * <p>Needs root, nginx, curl, socat, tcpdump, tshark, ethtool and ping. Traffic stays in the
 * namespaces.
 */
@NullMarked
package io.spinlane.agent.kernel;

import org.jspecify.annotations.NullMarked;
