/**
 * The agent's command line, and how its parts are put together.
 *
 * <p>A command prints what it is for on standard output; what a user must know is one line on
 * standard error. Exit codes: 0 done, 1 refused or failed, 2 called wrongly.
 */
@NullMarked
package io.spinlane.agent;

import org.jspecify.annotations.NullMarked;
