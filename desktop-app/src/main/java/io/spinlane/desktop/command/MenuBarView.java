package io.spinlane.desktop.command;

import io.spinlane.desktop.command.Commands.Entry;
import io.spinlane.desktop.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu bar. Its menus have a fixed order, whoever registers first. */
public final class MenuBarView implements Commands.View {
  private static final List<String> ORDER =
      List.of("file", "edit", "view", "arrange", "host", "help");

  private final Commands commands;
  private final MenuBar bar;
  private final Map<String, Menu> menus = new HashMap<>();

  /** Shows commands in a menu bar. */
  public MenuBarView(Commands commands, MenuBar bar) {
    this.commands = commands;
    this.bar = bar;
    commands.show(this);
  }

  /** The menu with an id, for what is no command, such as recent files; it comes to be if new. */
  public Menu menu(String id) {
    return menus.computeIfAbsent(id, this::create);
  }

  private Menu create(String id) {
    Menu menu = new Menu(Texts.get("menu." + id));
    menu.setId("menu-" + id);
    menu.addEventHandler(Menu.ON_SHOWING, _ -> refresh(menu));
    return menu;
  }

  private void refresh(Menu menu) {
    for (MenuItem item : menu.getItems()) {
      if (item.getUserData() instanceof Command command) {
        CommandControls.refresh(item, command);
      }
    }
  }

  @Override
  public void added(String id, Entry entry) {
    Menu menu = menu(id);
    if (ORDER.contains(id) && !bar.getMenus().contains(menu)) {
      bar.getMenus().add(menu);
      List<Menu> sorted = ORDER.stream().map(menus::get).filter(bar.getMenus()::contains).toList();
      bar.getMenus().setAll(sorted);
    }
    menu.getItems()
        .add(
            switch (entry) {
              case Entry.Item(Command command) -> CommandControls.item(commands, command);
              case Entry.Line() -> new SeparatorMenuItem();
              case Entry.Submenu(String child) -> menu(child);
            });
  }
}
