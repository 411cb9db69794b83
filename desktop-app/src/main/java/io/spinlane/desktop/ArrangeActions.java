package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.layout.Arrange;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.text.Texts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/** The Arrange menu: layout, lines, even gaps. */
final class ArrangeActions {
  private final DesignModel model;
  private final CanvasView canvas;

  ArrangeActions(Workbench workbench) {
    this.model = workbench.model();
    this.canvas = workbench.canvas();
    Commands commands = workbench.commands();
    LayoutAction layout = new LayoutAction(workbench);
    commands.add(
        "arrange",
        Command.of("layout", "arrange.layout", layout::begin)
            .on("Shortcut+Shift+L")
            .drawn(Feather.GIT_PULL_REQUEST)
            .unless(() -> model.elements().isEmpty() ? Texts.get("refused.nothingDrawn") : ""));
    for (Arrange arrange : Arrange.values()) {
      String id = arrange.name().toLowerCase(Locale.ROOT).replace('_', '-');
      commands.add(
          "arrange",
          Command.named(id, arrange::title, () -> arrange(arrange)).unless(() -> refusal(arrange)));
    }
  }

  private String refusal(Arrange arrange) {
    return model.selection().ids().size() < arrange.least()
        ? Texts.get("refused.fewer", arrange.least())
        : "";
  }

  private void arrange(Arrange arrange) {
    Map<String, Area> areas = new LinkedHashMap<>();
    for (String id : model.selection().ids()) {
      Area area = canvas.areas().get(id);
      if (area != null) {
        areas.put(id, area);
      }
    }
    Set<String> locked =
        areas.keySet().stream()
            .filter(id -> Placement.locked(model.topology(), id))
            .collect(Collectors.toSet());
    Map<String, Point> places = arrange.places(areas, locked);
    if (!places.isEmpty()) {
      model.apply(Edits.arrange(arrange.title(), places));
    }
  }
}
