package io.spinlane.desktop.canvas;

/**
 * A small sign at the edge of a card.
 *
 * @param text a shape and a word, so that nobody needs the colour
 * @param style which colour: "good", "warn", "bad", "off", "info" or "new"
 * @param help more about it, for the tooltip and for those who listen
 */
public record CardSign(String text, String style, String help) {}
