package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.layout.Arrange;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.text.Texts;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The Arrange menu: layout, lines, even gaps. */
final class ArrangeActions {
  private final DesignModel model;
  private final CanvasView canvas;
  private final Map<Arrange, MenuItem> items = new EnumMap<>(Arrange.class);

  ArrangeActions(Workbench workbench) {
    this.model = workbench.model();
    this.canvas = workbench.canvas();
    Menu menu = new Menu(Texts.get("menu.arrange"));
    menu.setId("menu-arrange");
    LayoutAction layout = new LayoutAction(workbench);
    menu.getItems()
        .addAll(
            Controls.item("layout", "arrange.layout", "Shortcut+Shift+L", layout::begin),
            new SeparatorMenuItem());
    for (Arrange arrange : Arrange.values()) {
      if (arrange == Arrange.ALIGN_TOP || arrange == Arrange.DISTRIBUTE_ACROSS) {
        menu.getItems().add(new SeparatorMenuItem());
      }
      String id = arrange.name().toLowerCase(Locale.ROOT).replace('_', '-');
      MenuItem item = Controls.item(id, "arrange." + arrange.name(), null, () -> arrange(arrange));
      items.put(arrange, item);
      menu.getItems().add(item);
    }
    workbench.window().menuBar().getMenus().add(menu);
    model.selection().listen(this::refresh);
    refresh();
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

  private void refresh() {
    int selected = model.selection().ids().size();
    items.forEach((arrange, item) -> item.setDisable(selected < arrange.least()));
  }
}
