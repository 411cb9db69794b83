package io.spinlane.desktop.io.foreign;

/**
 * A piece that one side has and the other cannot express.
 *
 * @param line line of the file read, from 1; 0 for a piece of the drawing
 * @param column column in that line, from 1; 0 for a piece of the drawing
 * @param text the piece as written, or the element's name
 * @param reason why it stays behind, and what to do about it
 */
public record LeftOut(int line, int column, String text, String reason) {}
