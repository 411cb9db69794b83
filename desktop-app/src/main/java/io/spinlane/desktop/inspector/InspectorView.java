package io.spinlane.desktop.inspector;

import static java.util.stream.Collectors.joining;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.model.Picked;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The properties of what is selected; of the switch as a whole when nothing is. */
public final class InspectorView extends VBox {
  /** Of more wires that are selected, the rest is counted only. */
  private static final int WIRES_SAID = 8;

  private final DesignModel model;
  private final Label heading = new Label();
  private final Label hint = new Label();
  private final Hyperlink meaning = new Hyperlink("?");
  private final Findings findings = new Findings();
  private final VBox fields = new VBox();
  private final List<FieldEditor> editors = new ArrayList<>();
  private final Map<String, Section> sections = new LinkedHashMap<>();

  /** Sections a person opened or closed, by kind and group; they stay so for other elements. */
  private final Map<String, Boolean> opened = new HashMap<>();

  private FieldTarget target;
  private List<FieldSpec> shown = List.of();
  private List<Diagnostic> problems = List.of();
  private Consumer<String> help = _ -> {};
  private boolean rebuilding;
  private boolean stale;

  /** An inspector of a model's selection. */
  public InspectorView(DesignModel model) {
    this.model = model;
    this.target = target(ElementKind.ELEMENT_KIND_TOPOLOGY, List.of());
    setId("inspector");
    getStyleClass().add("inspector");
    heading.setId("inspector-heading");
    heading.getStyleClass().add("side-heading");
    hint.setId("inspector-hint");
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    findings.setId("inspector-findings");
    fields.getStyleClass().add("fields");
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setId("inspector-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(top(), hint, findings, scroll);
    model.selection().listen(this::rebuild);
    model.listen((_, _) -> refresh());
    rebuild();
  }

  private HBox top() {
    meaning.setId("inspector-help");
    meaning.getStyleClass().add("field-help");
    meaning.setOnAction(_ -> help.accept(Kinds.key(target.kind())));
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    HBox top = new HBox(heading, spring, meaning);
    top.getStyleClass().add("inspector-top");
    return top;
  }

  private FieldTarget target(ElementKind kind, List<String> ids) {
    return new FieldTarget(model, kind, ids, anchor -> help.accept(anchor));
  }

  /** Opens the help when people ask what a property means, at an anchor such as "nic.queues". */
  public void onHelp(Consumer<String> opening) {
    help = opening;
  }

  /** The anchor of the property a node belongs to, or of the kind of what is selected. */
  public String anchorOf(Node focused) {
    for (Node node = focused; node != null; node = node.getParent()) {
      if (node instanceof FieldEditor editor) {
        return editor.anchor();
      }
    }
    return target.kind() == ElementKind.ELEMENT_KIND_UNSPECIFIED ? "" : Kinds.key(target.kind());
  }

  /** Shows what the rules say at the properties it is about. */
  public void showProblems(List<Diagnostic> found) {
    problems = List.copyOf(found);
    showFindings();
  }

  private void showFindings() {
    List<Diagnostic> mine = ProblemPlaces.about(problems, target.kind(), target.ids());
    List<Diagnostic> elsewhere = new ArrayList<>(mine);
    for (FieldEditor editor : editors) {
      List<Diagnostic> here =
          mine.stream().filter(found -> ProblemPlaces.standsAt(found, editor.spec())).toList();
      editor.findings().show(here);
      elsewhere.removeAll(here);
    }
    findings.show(elsewhere);
    sections.values().stream().filter(Section::anyFinding).forEach(s -> s.setExpanded(true));
  }

  private void refresh() {
    boolean same = target.exists() && visible().equals(shown);
    if (!same) {
      rebuild();
    } else {
      editors.forEach(FieldEditor::refresh);
      sections.values().forEach(Section::refresh);
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
    sections.clear();
    fields.getChildren().clear();
    shown = List.of();
    Set<Wire> wires = model.selection().wires();
    Map<ElementKind, List<String>> kinds = new TreeMap<>();
    for (String id : model.selection().ids()) {
      model
          .element(id)
          .map(Element::kind)
          .ifPresent(kind -> kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(id));
    }
    if (!wires.isEmpty() && kinds.isEmpty()) {
      showWires(wires);
    } else if (kinds.size() > 1 || !wires.isEmpty()) {
      showKinds(kinds, wires);
    } else {
      ElementKind kind =
          kinds.isEmpty() ? ElementKind.ELEMENT_KIND_TOPOLOGY : kinds.keySet().iterator().next();
      showFields(kind, kinds.getOrDefault(kind, List.of()));
    }
    showFindings();
  }

  private void showFields(ElementKind kind, List<String> ids) {
    target = target(kind, ids);
    String title = Kinds.title(kind);
    say(
        switch (ids.size()) {
          case 0 -> title;
          case 1 -> title + " " + ids.getFirst();
          default -> Texts.get("inspector.many", ids.size(), title);
        },
        Texts.get(ids.size() > 1 ? "inspector.many.help" : "inspector.help." + Kinds.key(kind)));
    meaning.setVisible(true);
    meaning.setAccessibleText(Texts.get("inspector.meaning", title));
    meaning.setTooltip(new Tooltip(Texts.get("inspector.meaning", title)));
    shown = visible();
    for (FieldSpec spec : shown) {
      FieldEditor editor = editor(spec);
      editors.add(editor);
      if (spec.group().isEmpty()) {
        fields.getChildren().add(editor);
      } else {
        sections.computeIfAbsent(spec.group(), this::section).add(editor);
      }
    }
    sections.forEach(this::openAsBefore);
  }

  private Section section(String group) {
    Section section = new Section(group, Texts.get("section." + group));
    fields.getChildren().add(section);
    return section;
  }

  private void openAsBefore(String group, Section section) {
    String key = Kinds.key(target.kind()) + "." + group;
    section.setExpanded(opened.getOrDefault(key, section.anySet()));
    section.refresh();
    section.expandedProperty().addListener((_, _, open) -> opened.put(key, open));
  }

  private FieldEditor editor(FieldSpec spec) {
    return switch (spec.control()) {
      case ID -> new IdEditor(spec, target);
      case TEXT, LONG_TEXT, NUMBER, BYTES -> new TextEditor(spec, target);
      case DURATION -> new DurationEditor(spec, target);
      case CHOICE -> new ChoiceEditor(spec, target);
      case VARIANT -> new VariantEditor(spec, target);
      case LIST, ACCESS, ROUTES -> new ListEditor(spec, target);
      case TOKENS -> new TokensEditor(spec, target);
      case REFERENCE -> new ReferenceEditor(spec, target);
      case REFERENCES -> new ReferencesEditor(spec, target);
      case SWITCH -> new SwitchEditor(spec, target);
    };
  }

  /** Elements of different kinds, and wires, have little in common: offers those of one kind. */
  private void showKinds(Map<ElementKind, List<String>> kinds, Set<Wire> wires) {
    target = target(ElementKind.ELEMENT_KIND_UNSPECIFIED, List.of());
    int count = kinds.values().stream().mapToInt(List::size).sum();
    String elements = Texts.count("inspector.several", count);
    say(
        wires.isEmpty()
            ? elements
            : Texts.get(
                "inspector.severalAnd", elements, Texts.count("inspector.wires", wires.size())),
        Texts.get("inspector.several.help"));
    meaning.setVisible(false);
    kinds.forEach(
        (kind, ids) -> offerOnly(Kinds.key(kind), Kinds.title(kind), ids.size(), Picked.ids(ids)));
    offerWires(wires);
  }

  private void offerOnly(String id, String title, int count, Picked picked) {
    Button only = new Button(Texts.get("inspector.many", count, title));
    only.setId("inspector-only-" + id);
    only.setWrapText(true);
    only.setMaxWidth(Double.MAX_VALUE);
    only.setOnAction(_ -> model.selection().select(picked));
    fields.getChildren().add(only);
  }

  private void offerWires(Set<Wire> wires) {
    Map<Wire.Kind, List<Wire>> kinds = new TreeMap<>();
    wires.forEach(wire -> kinds.computeIfAbsent(wire.kind(), _ -> new ArrayList<>()).add(wire));
    kinds.forEach(
        (kind, some) ->
            offerOnly(
                "wire-" + kind.name().toLowerCase(Locale.ROOT),
                kind.title(),
                some.size(),
                Picked.wires(some)));
  }

  /** What each wire means, or of many how many there are of each kind, and a way to cut them. */
  private void showWires(Set<Wire> wires) {
    target = target(ElementKind.ELEMENT_KIND_UNSPECIFIED, List.of());
    Wire first = wires.iterator().next();
    boolean one = wires.size() == 1;
    say(
        one ? first.kind().title() : Texts.count("inspector.wires", wires.size()),
        wires.stream().limit(WIRES_SAID).map(Wire::meaning).collect(joining("\n"))
            + (wires.size() > WIRES_SAID ? "\n…" : ""));
    meaning.setVisible(false);
    if (!one) {
      offerWires(wires);
    }
    List<Wire> free = wires.stream().filter(wire -> wire.kind() != Wire.Kind.MEMBER).toList();
    if (free.size() < wires.size()) {
      Label stays = new Label(Texts.get("wire.member.stays"));
      stays.getStyleClass().add("hint");
      stays.setWrapText(true);
      fields.getChildren().add(stays);
    }
    if (!free.isEmpty()) {
      Button cut = new Button(Texts.get(one ? "action.disconnect" : "action.disconnect.many"));
      cut.setId("inspector-cut");
      cut.setOnAction(_ -> model.apply(Edits.disconnect(free)));
      fields.getChildren().add(cut);
    }
  }

  private void say(String title, String sentence) {
    heading.setText(title);
    hint.setText(sentence);
  }
}
