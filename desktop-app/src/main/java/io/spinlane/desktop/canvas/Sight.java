package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/** Moves the view so that several elements are in it. */
public final class Sight {
  private Sight() {}

  /** As {@link #bring}, but only when nothing of any of them is in view. */
  public static void bringUnlessSeen(CanvasView view, Collection<String> ids) {
    Area shown = view.shown();
    if (ids.stream().map(view.areas()::get).filter(Objects::nonNull).noneMatch(shown::overlaps)) {
      bring(view, ids);
    }
  }

  /** Shows all of them, from further away if need be; nothing moves when they are in view. */
  public static void bring(CanvasView view, Collection<String> ids) {
    Optional<Area> around =
        ids.stream().map(view.areas()::get).filter(Objects::nonNull).reduce(Area::union);
    if (around.isEmpty() || view.shown().contains(around.get()) || view.getWidth() <= 0) {
      return;
    }
    Area shown = view.shown();
    boolean fits = around.get().width() <= shown.width() && around.get().height() <= shown.height();
    Viewport next =
        fits
            ? view.viewport().centred(around.get(), view.getWidth(), view.getHeight())
            : Fitting.of(around, view.getWidth(), view.getHeight());
    view.show(next);
  }
}
