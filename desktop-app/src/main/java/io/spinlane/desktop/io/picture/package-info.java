/**
 * Topologies inside pictures: a PNG or SVG that was exported opens as the drawing it shows.
 *
 * <pre>
 *   PNG: an iTXt chunk with the keyword "Spinlane topology", compressed     (W3C PNG, §11.3.3.4)
 *   SVG: &lt;metadata&gt;&lt;topology xmlns="urn:spinlane:topology:1"&gt;{ JSON }        (SVG 1.1, §21)
 * </pre>
 *
 * <p>Pictures come from anywhere: nothing in one can exhaust the memory or make the reader fetch
 * anything. Any thread; keeps nothing. Depends on the contract's files and the texts.
 */
@NullMarked
package io.spinlane.desktop.io.picture;

import org.jspecify.annotations.NullMarked;
