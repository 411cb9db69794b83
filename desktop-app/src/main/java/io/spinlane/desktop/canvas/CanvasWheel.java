package io.spinlane.desktop.canvas;

import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/** The wheel and two fingers: they move the paper, and with Ctrl bring it nearer. */
final class CanvasWheel {
  private static final double ZOOM_STEP = 1.1;

  private final CanvasView view;
  private final Runnable moved;

  /**
   * Listens on a view.
   *
   * @param moved told after the paper has moved under a mouse that has not
   */
  CanvasWheel(CanvasView view, Runnable moved) {
    this.view = view;
    this.moved = moved;
    view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    view.addEventHandler(ZoomEvent.ZOOM, this::pinched);
  }

  private void scrolled(ScrollEvent event) {
    if (event.isControlDown() && event.getDeltaY() == 0) {
      event.consume(); // a wheel that only goes sideways says neither nearer nor farther
      return;
    }
    view.model().typing().finish(); // a field over a card does not go along
    if (event.isControlDown()) {
      double factor = event.getDeltaY() > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
      view.show(view.viewport().zoomAt(factor, event.getX(), event.getY()));
    } else {
      view.show(view.viewport().pan(event.getDeltaX(), event.getDeltaY()));
    }
    moved.run();
    event.consume();
  }

  private void pinched(ZoomEvent event) {
    view.model().typing().finish();
    view.show(view.viewport().zoomAt(event.getZoomFactor(), event.getX(), event.getY()));
    event.consume();
  }
}
