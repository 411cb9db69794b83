package io.spinlane.desktop.inspector;

import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/**
 * Several words as chips, with a field for the next: Enter, a comma or a blank makes a chip, a
 * click on a chip takes it away, Backspace in the empty field takes the last. Of several elements,
 * chips that only some have are dashed and a click gives them to all. Words that other elements
 * have are offered below.
 */
final class TokensEditor extends FieldEditor {
  private static final PseudoClass PARTIAL = PseudoClass.getPseudoClass("partial");
  private static final int MOST_OFFERED = 6;
  private static final String SEPARATORS = ",; ";
  private static final Pattern SPLIT = Pattern.compile("[,;\\s]+");

  private final FlowPane chips = new FlowPane();
  private final FlowPane offers = new FlowPane();
  private final TextField input = new TextField();
  private List<String> shown = List.of();

  TokensEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    chips.getStyleClass().add("chips");
    offers.getStyleClass().add("chips");
    VBox all = new VBox(chips, input, offers);
    all.getStyleClass().add("field-list");
    build(all, input);
    input.textProperty().addListener((_, _, text) -> typed(text));
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    input.addEventFilter(KeyEvent.KEY_TYPED, this::ended);
    writtenWhole(input, this::takeTyped, this::takeTyped);
    refresh();
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      take(input.getText());
      event.consume();
    } else if (event.getCode() == KeyCode.BACK_SPACE && input.getText().isEmpty()) {
      List<String> tokens = tokens();
      if (!tokens.isEmpty()) {
        remove(tokens.getLast());
      }
      event.consume();
    }
  }

  /** What ends a chip is not text. */
  private void ended(KeyEvent event) {
    if (!event.getCharacter().isEmpty() && SEPARATORS.contains(event.getCharacter())) {
      take(input.getText());
      event.consume();
    }
  }

  private void typed(String text) {
    showError(
        tokens(text).stream()
            .map(this::wrong)
            .filter(reason -> !reason.isEmpty())
            .findFirst()
            .orElse(""));
  }

  private static List<String> tokens(String text) {
    return SPLIT.splitAsStream(text).filter(token -> !token.isEmpty()).toList();
  }

  private void takeTyped() {
    take(input.getText());
  }

  /** Makes chips of what was typed; what is wrong stays in the field, with the reason. */
  private void take(String text) {
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    String reason = "";
    for (String token : tokens(text)) {
      String wrong = wrong(token);
      if (!wrong.isEmpty()) {
        bad.add(token);
        reason = wrong;
      } else {
        good.add(token);
      }
    }
    String rest = String.join(" ", bad);
    if (!rest.equals(text)) {
      input.setText(rest);
      input.positionCaret(rest.length());
    }
    showError(reason);
    if (!good.isEmpty() && target().exists()) {
      change(
          tokens -> {
            Set<String> all = new LinkedHashSet<>(tokens);
            all.addAll(good);
            return List.copyOf(all);
          });
    }
  }

  private void remove(String token) {
    change(tokens -> tokens.stream().filter(other -> !other.equals(token)).toList());
  }

  /** Changes the list of each element, as one step. */
  private void change(UnaryOperator<List<String>> change) {
    changeOnce(
        message -> {
          List<String> next = change.apply(texts(message));
          return Properties.with(message, spec().path(), next.stream().map(this::item).toList());
        });
  }

  private Object item(String token) {
    return field().getJavaType() == JavaType.INT ? Integer.valueOf(token) : token;
  }

  /** Those of all elements, in the order they are first met. */
  private List<String> tokens() {
    Set<String> all = new LinkedHashSet<>();
    target().messages().forEach(message -> all.addAll(texts(message)));
    return List.copyOf(all);
  }

  @Override
  void refresh() {
    input.setPromptText(prompt());
    List<String> marks = new ArrayList<>();
    List<Button> buttons = new ArrayList<>();
    for (String token : tokens()) {
      boolean everywhere =
          target().messages().stream().allMatch(message -> texts(message).contains(token));
      marks.add(token + everywhere);
      buttons.add(everywhere ? chip(token) : partial(token));
    }
    if (!marks.equals(shown)) {
      shown = marks;
      chips.getChildren().setAll(buttons);
    }
    chips.setManaged(!shown.isEmpty());
    showOffers();
    showNote(mixed() ? "" : spec().note().of(target().model().topology(), sound()));
  }

  private List<String> sound() {
    return tokens().stream().filter(token -> wrong(token).isEmpty()).toList();
  }

  private Button chip(String token) {
    Button chip = button(token, token + "  ✕", "inspector.token.remove");
    chip.setOnAction(_ -> remove(token));
    return chip;
  }

  private Button partial(String token) {
    Button chip = button(token, token + "  +", "inspector.token.partial");
    chip.pseudoClassStateChanged(PARTIAL, true);
    chip.setOnAction(_ -> take(token));
    return chip;
  }

  private Button button(String token, String text, String says) {
    Button chip = new Button(text);
    chip.setMnemonicParsing(false);
    chip.setId(controlId() + "-chip-" + token);
    chip.getStyleClass().addAll("chip", "small");
    chip.setAccessibleText(Texts.get(says, token));
    chip.setTooltip(new Tooltip(Texts.get(says, token)));
    return chip;
  }

  /** Words people chose elsewhere in the drawing; numbers are not offered. */
  private void showOffers() {
    Set<String> words = new LinkedHashSet<>();
    if (spec().path().endsWith("capabilities")) {
      for (Element element : target().model().elements().values()) {
        for (String path : new String[] {"capabilities", "required_capabilities"}) {
          if (element.message().getDescriptorForType().findFieldByName(path) != null
              && Properties.get(element.message(), path) instanceof List<?> list) {
            list.forEach(item -> words.add(item.toString()));
          }
        }
      }
      words.removeAll(tokens());
    }
    List<String> offered = words.stream().sorted().limit(MOST_OFFERED).toList();
    List<String> now =
        offers.getChildren().stream().map(node -> node.getUserData().toString()).toList();
    if (!offered.equals(now)) {
      offers.getChildren().setAll(offered.stream().map(this::offer).toList());
    }
    offers.setManaged(!offered.isEmpty());
  }

  private Button offer(String word) {
    Button offer = button(word, "+ " + word, "inspector.token.add");
    offer.setId(controlId() + "-offer-" + word);
    offer.setUserData(word);
    offer.pseudoClassStateChanged(PARTIAL, true);
    offer.setOnAction(_ -> take(word));
    return offer;
  }
}
