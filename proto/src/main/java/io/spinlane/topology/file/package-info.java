/**
 * Topology files: text to {@link io.spinlane.v1.Topology} and back, without loss.
 *
 * <pre>
 *   text ── YamlTree | JsonTree ──▶ Tree (values with places) ── MessageReader ──▶ TopologyDocument
 *     └──── CommentReader ──▶ Comments ──────────┐
 *   Topology ── YamlWriter | JsonFormat ──▶ text ┴─ TopologyFiles.save ──▶ file
 * </pre>
 *
 * <p>{@link io.spinlane.topology.file.TopologyFiles} is the way in. Everything is pure except its
 * reading and saving of files, and may be used from any thread. Depends on the generated contract,
 * protobuf and snakeyaml-engine.
 */
@NullMarked
package io.spinlane.topology.file;

import org.jspecify.annotations.NullMarked;
