package io.spinlane.desktop.inspector;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The properties of what is selected; of the switch as a whole when nothing is. */
public final class InspectorView extends VBox {
  private final DesignModel model;
  private final Label heading = new Label();
  private final Label hint = new Label();
  private final VBox fields = new VBox();
  private final List<FieldEditor> editors = new ArrayList<>();
  private FieldTarget target;
  private List<FieldSpec> shown = List.of();
  private boolean rebuilding;
  private boolean stale;

  /** An inspector of a model's selection. */
  public InspectorView(DesignModel model) {
    this.model = model;
    this.target = new FieldTarget(model, ElementKind.ELEMENT_KIND_TOPOLOGY, List.of());
    setId("inspector");
    getStyleClass().add("inspector");
    heading.setId("inspector-heading");
    heading.getStyleClass().add("side-heading");
    hint.setId("inspector-hint");
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    fields.getStyleClass().add("fields");
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(heading, hint, scroll);
    model.selection().listen(this::rebuild);
    model.listen((_, _) -> refresh());
    rebuild();
  }

  private void refresh() {
    boolean same = target.exists() && visible().equals(shown);
    if (!same) {
      rebuild();
    } else {
      editors.forEach(FieldEditor::refresh);
    }
  }

  private List<FieldSpec> visible() {
    List<FieldSpec> visible = new ArrayList<>();
    for (FieldSpec spec : FieldTable.of(target.kind())) {
      boolean idOfMany = spec.control() == FieldSpec.Control.ID && target.ids().size() > 1;
      if (!idOfMany && target.messages().stream().allMatch(spec.shown())) {
        visible.add(spec);
      }
    }
    return visible;
  }

  /** Taking a focused field away may finish an edit, and that edit may ask for another rebuild. */
  private void rebuild() {
    stale = true;
    if (rebuilding) {
      return;
    }
    rebuilding = true;
    while (stale) {
      stale = false;
      build();
    }
    rebuilding = false;
  }

  private void build() {
    editors.clear();
    fields.getChildren().clear();
    shown = List.of();
    Optional<Wire> wire = model.selection().wire();
    Set<ElementKind> kinds =
        model.selection().ids().stream()
            .flatMap(id -> model.element(id).stream())
            .map(Element::kind)
            .collect(Collectors.toSet());
    List<String> ids = List.copyOf(model.selection().ids());
    if (wire.isPresent()) {
      showWire(wire.get());
    } else if (kinds.size() > 1) {
      target = new FieldTarget(model, ElementKind.ELEMENT_KIND_UNSPECIFIED, List.of());
      say(Texts.get("inspector.several", ids.size()), Texts.get("inspector.several.help"));
    } else {
      showFields(
          kinds.isEmpty() ? ElementKind.ELEMENT_KIND_TOPOLOGY : kinds.iterator().next(), ids);
    }
  }

  private void showFields(ElementKind kind, List<String> ids) {
    target = new FieldTarget(model, kind, ids);
    String title = Kinds.title(kind);
    say(
        switch (ids.size()) {
          case 0 -> title;
          case 1 -> title + " " + ids.getFirst();
          default -> Texts.get("inspector.many", ids.size(), title);
        },
        Texts.get(ids.size() > 1 ? "inspector.many.help" : "inspector.help." + Kinds.key(kind)));
    shown = visible();
    for (FieldSpec spec : shown) {
      FieldEditor editor = editor(spec);
      editors.add(editor);
      fields.getChildren().add(editor);
    }
  }

  private FieldEditor editor(FieldSpec spec) {
    return switch (spec.control()) {
      case ID -> new IdEditor(spec, target);
      case TEXT, LONG_TEXT, NUMBER, DURATION -> new TextEditor(spec, target);
      case CHOICE -> new ChoiceEditor(spec, target);
      case LIST -> new ListEditor(spec, target);
      case REFERENCE -> new ReferenceEditor(spec, target);
      case REFERENCES -> new ReferencesEditor(spec, target);
      case SWITCH -> new SwitchEditor(spec, target);
    };
  }

  private void showWire(Wire wire) {
    target = new FieldTarget(model, ElementKind.ELEMENT_KIND_UNSPECIFIED, List.of());
    say(
        Texts.get("wire.title." + wire.kind()),
        Texts.get("wire.says." + wire.kind(), wire.from(), wire.to(), wire.queue()));
    if (wire.kind() == Wire.Kind.MEMBER) {
      Label stays = new Label(Texts.get("wire.member.stays"));
      stays.getStyleClass().add("hint");
      stays.setWrapText(true);
      fields.getChildren().add(stays);
      return;
    }
    Button cut = new Button(Texts.get("action.disconnect"));
    cut.setId("inspector-cut");
    cut.setOnAction(_ -> model.apply(Edits.disconnect(wire)));
    fields.getChildren().add(cut);
  }

  private void say(String title, String sentence) {
    heading.setText(title);
    hint.setText(sentence);
  }

  /** The control of a property, by its path, if it is shown. */
  public Optional<Node> control(String path) {
    return editors.stream()
        .filter(editor -> editor.spec().path().equals(path))
        .map(editor -> editor.lookup("#" + editor.controlId()))
        .findFirst();
  }
}
