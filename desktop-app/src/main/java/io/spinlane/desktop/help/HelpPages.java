package io.spinlane.desktop.help;

import io.spinlane.desktop.inspector.FieldMeanings;
import io.spinlane.desktop.inspector.FieldMeanings.Meaning;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every page of the help in the language the app speaks. */
final class HelpPages {
  /**
   * One page.
   *
   * @param id its own anchor, such as "service"
   */
  record Page(String id, String title, List<String> paragraphs, List<Entry> entries) {}

  /**
   * One property on a page.
   *
   * @param more what its sentence leaves out
   */
  record Entry(Meaning meaning, List<String> more) {
    /** Everything that is searched. */
    String words() {
      return (meaning.title() + " " + meaning.file() + " " + meaning.sentence() + " " + more)
          .toLowerCase(Locale.ROOT);
    }
  }

  private static final List<String> GENERAL = List.of("start", "lanes", "push");
  private static final List<ElementKind> KINDS =
      List.of(
          ElementKind.ELEMENT_KIND_NIC,
          ElementKind.ELEMENT_KIND_CORE,
          ElementKind.ELEMENT_KIND_VIP,
          ElementKind.ELEMENT_KIND_SERVICE,
          ElementKind.ELEMENT_KIND_POOL,
          ElementKind.ELEMENT_KIND_BACKEND,
          ElementKind.ELEMENT_KIND_NOTE,
          ElementKind.ELEMENT_KIND_TOPOLOGY);

  private HelpPages() {}

  static List<Page> all(HelpTexts texts) {
    List<Page> pages = new ArrayList<>();
    for (String id : GENERAL) {
      pages.add(new Page(id, Texts.get("help." + id), texts.of("topic." + id), List.of()));
    }
    for (ElementKind kind : KINDS) {
      List<Entry> entries = new ArrayList<>();
      for (Meaning meaning : FieldMeanings.of(kind)) {
        entries.add(new Entry(meaning, texts.of(key(meaning))));
      }
      String id = Kinds.key(kind);
      pages.add(new Page(id, Kinds.title(kind), texts.of("topic." + id), List.copyOf(entries)));
    }
    return List.copyOf(pages);
  }

  /** Ids mean the same everywhere, and timeouts the same on a service and on the switch. */
  static String key(Meaning meaning) {
    String anchor = meaning.anchor();
    if (anchor.endsWith(".id")) {
      return "id";
    }
    int timeouts = anchor.indexOf("timeouts.");
    return timeouts < 0 ? anchor : anchor.substring(timeouts);
  }
}
