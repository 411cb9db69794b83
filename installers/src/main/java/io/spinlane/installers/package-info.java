/**
 * Makes the Debian packages: one of the desktop app with jpackage, one of the agent from the tree
 * in {@code src/main/deb/agent}. Both bring a Java runtime with just the modules their jars need.
 *
 * <pre>
 *   jars ──jdeps──▶ modules ──jlink──▶ runtime ──┬─ jpackage ──▶ app ──one run──▶ spinlane_*.deb
 *                                                └─ dpkg-deb ──▶ spinlane-agent_*.deb
 * </pre>
 *
 * The run lets Java learn how the app starts ({@link io.spinlane.installers.StartCache}).
 *
 * <p>One thread, run by the build (profile {@code installers}); depends on the JDK only.
 */
@NullMarked
package io.spinlane.installers;

import org.jspecify.annotations.NullMarked;
