package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.command.ContextMenus.Place;
import io.spinlane.desktop.pictures.Album;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Every menu, open, with words of usual and of the largest size: target/pictures/menus. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class MenusPicturesTest {
  private final Album album = new Album(Path.of("target", "pictures", "menus"));
  private Stage stage;
  private Workbench workbench;
  private Monitoring monitoring;

  @Start
  void start(Stage shown) {
    stage = shown;
  }

  @Stop
  void stop() {
    monitoring.close();
    Texts.speak(Language.ENGLISH);
  }

  private void open(Language language) {
    Texts.speak(language);
    workbench = new Workbench(stage);
    monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1000);
    stage.setHeight(800);
    workbench.fileActions().open(Samples.all(Texts.locale()).getFirst());
    workbench.model().selection().select(List.of("web1"));
  }

  @ParameterizedTest
  @EnumSource(names = {"ENGLISH", "GERMAN"})
  void everyMenu(Language language, FxRobot robot) {
    robot.interact(() -> open(language));
    for (TextSize size : List.of(TextSize.NORMAL, TextSize.LARGEST)) {
      robot.interact(() -> workbench.theme().size(size));
      String suffix = "-" + language.tag() + "-" + size.percent();
      List<Menu> menus = workbench.window().menuBar().getMenus();
      assertThat(menus).hasSize(6);
      menus.forEach(menu -> look(robot, menu, suffix));
      for (Place place : Place.values()) {
        robot.interact(() -> workbench.contextMenus().show(place, workbench.canvas(), 200, 200));
        look("context-" + place + suffix);
        atOnce(() -> workbench.contextMenus().hide());
      }
    }
    robot.interact(album::assertNothingFound);
  }

  /** With the menus in it. */
  private void look(FxRobot robot, Menu menu, String suffix) {
    robot.interact(menu::show);
    look(menu.getId() + suffix);
    for (MenuItem item : List.copyOf(menu.getItems())) {
      if (item instanceof Menu inner && !inner.isDisable()) {
        look(robot, inner, suffix);
      }
    }
    atOnce(menu::hide);
  }

  /** The menu in front. */
  private void look(String name) {
    atOnce(
        () ->
            Window.getWindows().stream()
                .filter(window -> window instanceof PopupWindow && window.isShowing())
                .reduce((_, last) -> last)
                .ifPresent(window -> album.look(window.getScene(), name, 1)));
  }

  /** Without a rest afterwards, which hundreds of menus would add up. */
  private static void atOnce(Runnable deed) {
    WaitForAsyncUtils.waitForAsyncFx(60_000, deed);
  }
}
