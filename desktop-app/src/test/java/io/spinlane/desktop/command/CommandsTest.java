package io.spinlane.desktop.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final List<String> said = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Commands commands = new Commands(said::add);

  private Command command(String id) {
    return Command.named(id, () -> id, () -> done.add(id));
  }

  @Test
  void aCommandIsDoneOrSaysWhyNot() {
    commands.add("file", command("save"), command("push").unless(() -> "not connected"));
    commands.run(commands.get("save"));
    commands.run(commands.get("push"));
    assertThat(done).containsExactly("save");
    assertThat(said).containsExactly("not connected");
  }

  @Test
  void viewsHearWhatIsAddedWhereAndThatSomethingWasDone() {
    List<String> heard = new ArrayList<>();
    commands.show(
        new Commands.View() {
          @Override
          public void added(String menu, Command command) {
            heard.add(menu + " " + command.id());
          }

          @Override
          public void changed() {
            heard.add("changed");
          }
        });
    commands.add("file", command("save"));
    commands.run(commands.get("save"));
    assertThat(heard).containsExactly("file save", "changed");
    assertThat(commands.menuOf(commands.get("save"))).isEqualTo("file");
  }

  @Test
  void twoCommandsShareNeitherNameNorKey() {
    commands.add("file", command("save").on("Shortcut+S"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> commands.add("edit", command("save")))
        .withMessageContaining("save");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> commands.add("edit", command("search").on("Shortcut+S")))
        .withMessageContaining("Shortcut+S is for save and for search");
    assertThatIllegalArgumentException().isThrownBy(() -> commands.get("open"));
  }

  @Test
  void theFirstKeyIsShown() {
    assertThat(Keys.shown(command("zoom").on("Ctrl+PLUS", "Ctrl+ADD"))).isEqualTo("Ctrl++");
    assertThat(Keys.shown(command("sheet").on("?", "F1"))).isEqualTo("?");
    assertThat(Keys.shown(command("none"))).isEmpty();
    assertThat(Keys.shown(command("wire").on("C"))).isEqualTo("C");
  }

  @Test
  void keysAreNamedAsTheyAreWritten() {
    try {
      Texts.speak(Language.GERMAN);
      assertThat(Keys.shown("Shortcut+Shift+L")).isEqualTo("Strg+Umschalt+L");
      assertThat(Keys.shown("Shift+F10")).isEqualTo("Umschalt+F10");
      assertThat(Keys.shown("Insert")).isEqualTo("Einfg");
      assertThat(Keys.shown("Ctrl+ADD")).isEqualTo("Strg++");
      assertThat(CommandControls.item(commands, command("cut").on("Shortcut+X")).getAccelerator())
          .returns("Strg+X", KeyCombination::getDisplayText)
          .returns(true, keys -> keys.match(pressed(KeyCode.X, true)))
          .returns(false, keys -> keys.match(pressed(KeyCode.X, false)));
    } finally {
      Texts.speak(Language.ENGLISH);
    }
    assertThat(Keys.shown("Shortcut+Shift+L")).isEqualTo("Ctrl+Shift+L");
  }

  private static KeyEvent pressed(KeyCode code, boolean control) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false);
  }
}
