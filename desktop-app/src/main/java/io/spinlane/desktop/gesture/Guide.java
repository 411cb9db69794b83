package io.spinlane.desktop.gesture;

/**
 * A line, in canvas units, on which the edges or middles of two or more cards lie.
 *
 * @param vertical it runs from top to bottom, at an x; otherwise from left to right, at a y
 * @param at its x or y
 * @param from where the cards on it begin
 * @param to where the cards on it end
 */
public record Guide(boolean vertical, double at, double from, double to) {}
