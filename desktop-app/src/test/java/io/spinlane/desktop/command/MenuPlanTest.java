package io.spinlane.desktop.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class MenuPlanTest {
  private final Commands commands = new Commands(_ -> {});
  private MenuBar bar;
  private MenuBarView view;

  @Start
  void start(Stage stage) {
    bar = new MenuBar();
    view = new MenuBarView(commands, bar);
  }

  private static Command command(String id) {
    return Command.named(id, () -> id, () -> {});
  }

  private static List<String> ids(Menu menu) {
    return menu.getItems().stream()
        .map(MenuItem::getId)
        .map(id -> Objects.requireNonNullElse(id, "-"))
        .toList();
  }

  @Test
  void theBarHasItsMenusFromTheFirst() {
    assertThat(bar.getMenus())
        .extracting(Menu::getId)
        .containsExactly(
            "menu-file", "menu-edit", "menu-view", "menu-arrange", "menu-host", "menu-help");
  }

  @Test
  void commandsStandWhereTheyArePlannedWhoeverComesFirst() {
    commands.add("help", command("about"), command("tour"), command("help-start"));
    commands.add("help", command("welcome"));
    assertThat(ids(view.menu("help")))
        .containsExactly("menu-help-start", "-", "menu-welcome", "menu-tour", "-", "menu-about");
  }

  @Test
  void menusWithoutAPlanShowCommandsAsTheyCome() {
    commands.add("samples", command("second"), command("first"));
    assertThat(ids(view.menu("samples"))).containsExactly("menu-second", "menu-first");
  }

  @Test
  void aCommandWithoutAPlaceIsAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> commands.add("help", command("nowhere")))
        .withMessageContaining("the menu help has no place for nowhere");
  }

  @Test
  void nothingStandsTwice() {
    Set<String> seen = new HashSet<>();
    Set<String> menus = new HashSet<>(List.of("appearance", "problems", "live-connections"));
    menus.addAll(MenuPlan.bar());
    for (String menu : menus) {
      for (List<String> group : MenuPlan.groups(menu)) {
        assertThat(group).as(menu).isNotEmpty().allMatch(seen::add);
      }
    }
  }
}
