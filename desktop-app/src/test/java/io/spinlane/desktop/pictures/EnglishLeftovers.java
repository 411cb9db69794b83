package io.spinlane.desktop.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;

/**
 * Finds in a German window what our bundles say otherwise in German: a text that is an English one,
 * or holds a whole English sentence or a long enough piece of one. On the JavaFX thread.
 */
public final class EnglishLeftovers {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  /** Fewer words than this are looked for as a whole text only: they may be a part of German. */
  private static final int PIECE_WORDS = 3;

  private final Set<String> whole = new TreeSet<>();
  private final Set<String> pieces = new TreeSet<>();

  /** Reads all bundles that people get to see. */
  public EnglishLeftovers() {
    List<String> names =
        List.of("io.spinlane.desktop.text.Texts", "io.spinlane.topology.Sentences");
    Set<String> german = new TreeSet<>();
    names.forEach(
        name -> {
          ResourceBundle bundle = bundle(name, Locale.GERMAN);
          bundle.keySet().forEach(key -> german.add(bundle.getString(key)));
        });
    String all = String.join("\n", german);
    for (String name : names) {
      ResourceBundle english = bundle(name, Locale.ROOT);
      for (String key : english.keySet()) {
        String text = english.getString(key);
        if (!german.contains(text)) {
          whole.add(text);
        }
        PLACE
            .splitAsStream(text)
            .map(String::strip)
            .filter(piece -> piece.split("\\s+").length >= PIECE_WORDS && !all.contains(piece))
            .forEach(pieces::add);
      }
    }
  }

  private static ResourceBundle bundle(String name, Locale locale) {
    return ResourceBundle.getBundle(
        name,
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** English texts under a node, tooltips and what is read out included; empty when all is well. */
  public Set<String> in(Node root) {
    return texts(root)
        .flatMap(text -> Stream.of(text, text.replaceFirst("^[^\\p{L}\"“]+", "")))
        .filter(text -> whole.contains(text) || pieces.stream().anyMatch(text::contains))
        .map(text -> "English: " + text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> texts(Node node) {
    if (!node.isVisible()) {
      return Stream.empty();
    }
    List<String> own = new ArrayList<>();
    own.add(node.getAccessibleText());
    own.add(node.getAccessibleHelp());
    if (node instanceof Control control && control.getTooltip() != null) {
      own.add(control.getTooltip().getText());
    }
    switch (node) {
      case Labeled labeled -> own.add(labeled.getText());
      case Text text -> own.add(text.getText());
      case TextInputControl input -> {
        own.add(input.getText());
        own.add(input.getPromptText());
      }
      case MenuBar bar -> bar.getMenus().forEach(menu -> add(own, menu.getItems()));
      case ComboBox<?> box -> own.add(box.getPromptText());
      case TabPane tabs -> tabs.getTabs().forEach(tab -> own.add(tab.getText()));
      default -> {}
    }
    if (node instanceof MenuButton button) {
      add(own, button.getItems());
    }
    Stream<String> below =
        node instanceof Parent parent
            ? parent.getChildrenUnmodifiable().stream().flatMap(EnglishLeftovers::texts)
            : Stream.empty();
    return Stream.concat(own.stream().filter(text -> text != null && !text.isBlank()), below);
  }

  private static void add(List<String> texts, ObservableList<MenuItem> items) {
    for (MenuItem item : items) {
      texts.add(item.getText());
      if (item instanceof Menu menu) {
        add(texts, menu.getItems());
      }
    }
  }
}
