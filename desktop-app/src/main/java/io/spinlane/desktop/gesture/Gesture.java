package io.spinlane.desktop.gesture;

/** A drag under way. Dropping the object cancels it. */
public sealed interface Gesture
    permits MarqueeGesture, MoveGesture, PaletteGesture, PanGesture, ResizeGesture, WireGesture {
  /** The mouse moved with the button down. */
  void drag(Pointer pointer);
}
