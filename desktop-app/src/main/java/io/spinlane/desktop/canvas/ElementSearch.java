package io.spinlane.desktop.canvas;

import com.google.protobuf.Message;
import io.spinlane.desktop.command.Finder;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.painter.CardText;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Optional;

/** Finds an element by its id, kind, address or anything else that is written in it. */
public final class ElementSearch {
  private final CanvasView view;
  private final Finder<Element> finder;

  /** A search in what a view shows. */
  public ElementSearch(CanvasView view) {
    this.view = view;
    finder =
        new Finder<>(
            "element-search",
            Texts.get("find.search"),
            Texts.get("find.nothing"),
            () -> List.copyOf(view.model().elements().values()),
            ElementSearch::words,
            ElementSearch::row,
            element -> {
              view.frames().openAround(element.id());
              view.jumpTo(element.id());
            });
  }

  /** Opens it over the view's window. */
  public void open() {
    finder.open(view.getScene());
  }

  private static Finder.Row row(Element element) {
    return new Finder.Row(
        element.id(),
        Optional.of(Glyphs.tile(element)),
        element.id(),
        CardText.subtitle(element),
        Kinds.title(element.kind()),
        true);
  }

  static String words(Element element) {
    StringBuilder words = new StringBuilder(element.id());
    words.append(' ').append(Kinds.title(element.kind()));
    words.append(' ').append(CardText.subtitle(element));
    addWords(words, element.message());
    return words.toString();
  }

  /** Every text in a message, the messages in it included; a pool's back-ends are their own. */
  private static void addWords(StringBuilder words, Message message) {
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              for (Object one : value instanceof List<?> many ? many : List.of(value)) {
                switch (one) {
                  case Message inner when !field.isRepeated() -> addWords(words, inner);
                  case String text -> words.append(' ').append(text);
                  default -> {}
                }
              }
            });
  }
}
