package io.spinlane.desktop.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Area;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings, recent files and the window's place outlive the app. */
class RememberedTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux,            '',        /home/eva/.local/state/spinlane-desktop",
    "Linux,            /var/st,   /var/st/spinlane-desktop",
    "Linux,            rel/ative, /home/eva/.local/state/spinlane-desktop",
    "Mac OS X,         /var/st,   /home/eva/Library/Application Support/Spinlane",
    "Windows 11,       /var/st,   /home/eva/AppData/Local/Spinlane",
  })
  void theStateFolderIsWhereTheSystemWantsIt(String system, String xdg, String expected) {
    assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", xdg), system, Path.of("/home/eva")))
        .isEqualTo(Path.of(expected));
  }

  @Test
  void settingsOfTwoWindowsAreBothKept() throws IOException {
    Path file = folder.resolve("not/yet/settings");
    Settings one = Settings.read(file);
    Settings other = Settings.read(file);
    one.put("theme", "dark");
    one.put("divider", 0.25);
    one.save();
    other.put("tab", "tab-events");
    other.save();
    Settings next = Settings.read(file);
    assertThat(next.word("theme")).contains("dark");
    assertThat(next.word("tab")).contains("tab-events");
    assertThat(next.number("divider")).hasValue(0.25);
    assertThat(next.number("theme")).isEmpty();
    assertThat(next.number("none")).isEmpty();
  }

  @Test
  void brokenSettingsCountAsNone() throws IOException {
    Path file = folder.resolve("settings");
    Files.writeString(file, "window.x=\\uXYZ\nwindow.width=NaN\n");
    assertThat(WindowPlace.of(Settings.read(file))).isEmpty();
    Files.write(file, new byte[] {'a', '=', (byte) 0xff, (byte) 0xfe});
    assertThat(Settings.read(file).word("a")).isEmpty();
  }

  @Test
  void recentFilesAreTheNewestThatStillExist() throws IOException {
    RecentFiles recent = new RecentFiles(folder.resolve("state/recent"));
    assertThat(recent.existing()).isEmpty();
    for (int i = 0; i < 12; i++) {
      recent.add(Files.writeString(folder.resolve("ä " + i + ".yaml"), "{}"));
    }
    recent.add(folder.resolve("./ä 5.yaml"));
    assertThat(recent.existing())
        .hasSize(RecentFiles.LIMIT)
        .startsWith(folder.resolve("ä 5.yaml"), folder.resolve("ä 11.yaml"))
        .doesNotHaveDuplicates();
    Files.delete(folder.resolve("ä 11.yaml"));
    assertThat(recent.existing()).doesNotContain(folder.resolve("ä 11.yaml"));
    Files.writeString(folder.resolve("state/recent"), "\nrubbish\nhttp://x/y\n");
    assertThat(recent.existing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "where it was,            100,  100, 1200, 800,   100,  100, 1200,  800",
    "on the second screen,   2000,   50, 1200, 800,  2000,   50, 1200,  800",
    "its screen is gone,     5000,   50, 1200, 800,   360,  140, 1200,  800",
    "above all screens,       100, -500, 1200, 800,   360,  140, 1200,  800",
    "below all screens,       100, 1900, 1200, 800,   360,  140, 1200,  800",
    "only an edge is left, -1150,   10, 1200, 800,   360,  140, 1200,  800",
    "larger than the screen,    0,    0, 4000, 3000,    0,    0, 1920, 1080",
  })
  void aWindowComesBackWhereAHandCanReachIt(
      String why,
      double x,
      double y,
      double width,
      double height,
      double toX,
      double toY,
      double toWidth,
      double toHeight) {
    List<Area> screens = List.of(new Area(0, 0, 1920, 1080), new Area(1920, 0, 1920, 1080));
    for (boolean maximized : List.of(true, false)) {
      WindowPlace place = new WindowPlace(new Area(x, y, width, height), maximized);
      Settings settings = Settings.read(folder.resolve("none"));
      place.put(settings);
      assertThat(WindowPlace.of(settings)).contains(place);
      assertThat(place.on(screens))
          .as(why)
          .isEqualTo(new WindowPlace(new Area(toX, toY, toWidth, toHeight), maximized));
    }
  }
}
