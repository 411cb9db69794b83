/**
 * {@code spinlane-agent bench}: how long the whole packet path takes, receive to transmit, on NICs
 * that cost next to nothing.
 *
 * <p>One thread steps one core. Depends on {@code .engine} and what it is made of.
 */
@NullMarked
package io.spinlane.agent.bench;

import org.jspecify.annotations.NullMarked;
