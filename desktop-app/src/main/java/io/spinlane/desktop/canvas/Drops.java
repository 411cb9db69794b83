package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.MoveGesture;
import io.spinlane.desktop.gesture.PaletteGesture;
import io.spinlane.desktop.gesture.ResizeGesture;
import io.spinlane.desktop.gesture.WireGesture;
import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Fragment;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Join;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What comes of a gesture that ended: an edit, a question, or a sentence why not. */
final class Drops {
  private final CanvasView view;
  private final DesignModel model;
  private final QuickAdd quickAdd;
  private final Consumer<String> say;

  Drops(CanvasView view, Consumer<String> say) {
    this.view = view;
    this.model = view.model();
    this.quickAdd = new QuickAdd(view);
    this.say = say;
  }

  /** Takes a question back that was not answered. */
  void dismiss() {
    quickAdd.hide();
  }

  void end(MoveGesture move) {
    if (move.copies()) {
      endCopies(move);
    } else if (!move.moved()) {
      model.selection().select(move.clicked()); // the others were only kept in case of a drag
    } else if (move.places().isEmpty()) {
      say.accept(Texts.get("canvas.locked"));
    } else if (move.joined().isPresent()) {
      Join join = move.joined().get();
      model.apply(Edits.join(join, move.places()));
      say.accept(join.next().meaning());
    } else {
      model.apply(Edits.move(move.places()));
    }
  }

  /** Without a drag it was the Ctrl+click that selects one more element, or one less. */
  private void endCopies(MoveGesture move) {
    if (!move.moved()) {
      move.clicked().forEach(model.selection()::toggle);
      return;
    }
    Map<String, Area> areas = view.areas();
    Set<String> ids = move.places().keySet();
    String any = ids.iterator().next();
    Area from = Objects.requireNonNull(areas.get(any));
    Point to = Objects.requireNonNull(move.places().get(any));
    Topology fragment = Fragment.copy(model.topology(), model.elements(), ids, areas);
    Point shift = to.plus(-from.x(), -from.y());
    Fragment.Paste paste = Fragment.paste(model.topology(), fragment, shift);
    model.apply(paste.edit());
    model.selection().select(paste.ids());
    say.accept(paste.sentence());
  }

  void end(ResizeGesture resize) {
    if (resize.moved()) {
      model.apply(Edits.resize(resize.id(), resize.area()));
    }
  }

  void end(PaletteGesture palette) {
    palette
        .place()
        .ifPresent(
            place -> {
              palette.joined().ifPresent(join -> say.accept(join.next().meaning()));
              add(
                  palette
                      .joined()
                      .map(join -> Addition.joining(join, place))
                      .orElseGet(() -> Addition.plan(model, palette.item(), Optional.of(place))));
            });
  }

  void end(WireGesture wire, double screenX, double screenY) {
    Optional<Verdict> verdict = wire.verdict();
    if (wire.replaced().isPresent()) {
      if (wire.moved()) {
        verdict.ifPresent(said -> reattach(wire.replaced().get(), said));
      }
    } else if (verdict.isPresent()) {
      draw(verdict.get());
    } else if (wire.moved() && wire.target().isEmpty() && view.elementAt(wire.end()).isEmpty()) {
      offerAtEnd(wire, screenX, screenY);
    }
  }

  private void draw(Verdict verdict) {
    switch (verdict) {
      case Verdict.Allowed(Wire wire) -> {
        model.apply(Edits.connect(wire));
        model.selection().select(wire);
      }
      case Verdict.Refused(String reason) -> say.accept(reason);
    }
  }

  private void reattach(Wire wire, Verdict verdict) {
    switch (verdict) {
      case Verdict.Allowed(Wire next) when next.equals(wire) -> {}
      case Verdict.Allowed(Wire next) -> {
        model.apply(Edits.reattach(wire, next));
        model.selection().select(next);
      }
      case Verdict.Refused(String reason) -> say.accept(reason);
    }
  }

  /** A wire that ends on the paper: what could stand there is offered. */
  private void offerAtEnd(WireGesture wire, double screenX, double screenY) {
    List<NewElement> offered =
        Stream.of(NewElement.values())
            .filter(item -> wired(item, wire).isPresent())
            .sorted(Comparator.comparing(item -> !liesAlong(item, wire)))
            .toList();
    Optional<Frame> closed = view.frames().collapsedAt(wire.end());
    if (closed.isPresent()) {
      say.accept(Texts.get("frame.closed", closed.get().title()));
      return;
    }
    if (offered.isEmpty()) {
      say.accept(Texts.get("quick.nothing", wire.start().id()));
      return;
    }
    // the wire stays in sight while the question about its end is open
    GesturePreview.rubber(view, wire).ifPresent(path -> view.overlay().showWire(path, false));
    quickAdd.show(
        Texts.get("quick.wired", wire.start().id()),
        offered,
        screenX,
        screenY,
        item -> wired(item, wire).ifPresent(this::add));
  }

  /** It belongs on that side of the wire's start to which the wire was drawn. */
  private boolean liesAlong(NewElement item, WireGesture wire) {
    Area start = view.areas().get(wire.start().id());
    boolean rightwards = start == null || wire.end().x() > start.x() + start.width() / 2;
    boolean follows = Placement.column(item.kind()) > Placement.column(wire.start().kind());
    return rightwards == follows;
  }

  private Optional<Addition> wired(NewElement item, WireGesture wire) {
    Element start = model.elements().get(wire.start().id());
    return start == null
        ? Optional.empty()
        : Addition.wired(model, item, start, wire.queue(), wire.end());
  }

  void offerEverything(Optional<Point> place, double screenX, double screenY) {
    quickAdd.show(
        Texts.get("quick.title"),
        List.of(NewElement.values()),
        screenX,
        screenY,
        item -> add(Addition.plan(model, item, place)));
  }

  void add(Addition addition) {
    model.apply(addition.edit());
    view.reveal(addition.id());
  }

  /** What the only element that moves would join at a place. */
  Optional<Join> joinAt(Set<String> moving, Point place) {
    Element element = model.elements().get(moving.iterator().next());
    return element == null
        ? Optional.empty()
        : view.wireAt(place).flatMap(wire -> Join.of(model, element, wire));
  }

  /** What something new would join at a place. */
  Optional<Join> joinAt(NewElement item, Point place) {
    return view.wireAt(place).flatMap(wire -> Join.of(model, item, wire));
  }
}
