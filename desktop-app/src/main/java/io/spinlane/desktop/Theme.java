package io.spinlane.desktop;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.painter.Ink;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** The colours of the window. */
public final class Theme {
  /** Which colours. */
  public enum Kind {
    LIGHT,
    DARK
  }

  private static final List<String> SHEETS = List.of("theme/spinlane.css", "theme/files.css");

  private final Scene scene;
  private final CanvasView canvas;
  private Kind kind = Kind.LIGHT;

  Theme(Scene scene, CanvasView canvas) {
    this.scene = scene;
    this.canvas = canvas;
    for (String sheet : SHEETS) {
      scene
          .getStylesheets()
          .add(Objects.requireNonNull(Theme.class.getResource(sheet), sheet).toExternalForm());
    }
  }

  /** Changes the colours of everything. */
  public void show(Kind next) {
    kind = next;
    boolean dark = next == Kind.DARK;
    Application.setUserAgentStylesheet(
        (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    canvas.show(dark ? Ink.DARK : Ink.LIGHT);
    scene.getRoot().getStyleClass().removeAll("light", "dark");
    scene.getRoot().getStyleClass().add(styleClass());
  }

  /** What the root of a window with these colours is styled as. */
  String styleClass() {
    return kind == Kind.DARK ? "dark" : "light";
  }

  /** The colours now. */
  public Kind kind() {
    return kind;
  }
}
