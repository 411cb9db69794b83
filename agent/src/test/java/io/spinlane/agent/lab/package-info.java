/**
 * A network of real Linux stacks for tests: namespaces joined by veth pairs, with programs inside.
 *
 * <pre>
 *   LabNamespace client ── veth ── LabNamespace agent ── veth ── LabNamespace web
 *        └ LabProgram curl                                            └ LabProgram nginx
 * </pre>
 *
 * <p>Needs root and iproute2. Names carry the process id; everything is removed on close, programs
 * by their own pid. One thread.
 */
@NullMarked
package io.spinlane.agent.lab;

import org.jspecify.annotations.NullMarked;
