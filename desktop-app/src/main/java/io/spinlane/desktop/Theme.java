package io.spinlane.desktop;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.command.Popups;
import io.spinlane.desktop.painter.Ink;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Scene;

/** The colours of the window, and how large its words are. */
public final class Theme {
  /** Which colours. */
  public enum Kind {
    LIGHT,
    DARK
  }

  /** What people choose. */
  public enum Choice {
    /** As the desktop is, and when it changes, too. */
    SYSTEM,
    LIGHT,
    DARK
  }

  private static final List<String> SHEETS =
      List.of("theme/spinlane.css", "theme/files.css", "theme/focus.css");

  private final Scene scene;
  private final CanvasView canvas;
  private final ScaledSheets sheets = new ScaledSheets();
  private Choice choice = Choice.LIGHT;
  private final ChangeListener<ColorScheme> desktop =
      (_, _, _) -> {
        if (choice == Choice.SYSTEM) {
          choose(Choice.SYSTEM);
        }
      };

  private Kind kind = Kind.LIGHT;
  private TextSize size = TextSize.NORMAL;

  Theme(Scene scene, CanvasView canvas) {
    this.scene = scene;
    this.canvas = canvas;
    for (String sheet : SHEETS) {
      scene
          .getStylesheets()
          .add(Objects.requireNonNull(Theme.class.getResource(sheet), sheet).toExternalForm());
    }
    Platform.getPreferences()
        .colorSchemeProperty()
        .addListener(new WeakChangeListener<>(desktop)); // else every window would live for ever
  }

  /** Changes the colours of everything, now and when the desktop's change. */
  public void choose(Choice next) {
    choice = next;
    kind =
        switch (next) {
          case LIGHT -> Kind.LIGHT;
          case DARK -> Kind.DARK;
          case SYSTEM ->
              Platform.getPreferences().getColorScheme() == ColorScheme.DARK
                  ? Kind.DARK
                  : Kind.LIGHT;
        };
    apply();
  }

  /** Changes the colours of everything. */
  public void show(Kind next) {
    choose(next == Kind.DARK ? Choice.DARK : Choice.LIGHT);
  }

  /** Changes the size of all words but those on the canvas, which has a zoom of its own. */
  public void size(TextSize next) {
    size = next;
    apply();
  }

  private void apply() {
    boolean dark = kind == Kind.DARK;
    String base = (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet();
    Application.setUserAgentStylesheet(sheets.of(base, size.factor()));
    List<String> scaled =
        scene.getStylesheets().stream().map(sheet -> sheets.of(sheet, size.factor())).toList();
    if (!scaled.equals(scene.getStylesheets())) {
      scene.getStylesheets().setAll(scaled);
    }
    Popups.scale(scene, size.factor());
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

  /** What was chosen. */
  public Choice choice() {
    return choice;
  }

  /** How large the words are. */
  public TextSize size() {
    return size;
  }
}
