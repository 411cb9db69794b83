/**
 * Benchmarks of what the budget of the packet path is made of. The build compiles them; {@code mvn
 * -Pjmh -pl agent -am verify} runs them, all or those that match {@code -Dspinlane.jmh=Pick}. They
 * assert nothing: numbers depend on the machine and on what else it does.
 */
@NullMarked
package io.spinlane.agent.jmh;

import org.jspecify.annotations.NullMarked;
