package io.spinlane.desktop.fix;

import io.spinlane.desktop.fix.FixAll.Left;
import io.spinlane.desktop.fix.FixAll.Outcome;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** What became of many fixes, in words. */
public final class FixWords {
  /** The names of more than these are no help in one line. */
  private static final int NAMED = 3;

  private FixWords() {}

  /** What the one step in the undo list is called; something was mended. */
  public static String name(Outcome outcome) {
    List<String> done = outcome.done();
    return done.size() == 1
        ? done.getFirst()
        : Texts.get("fix.all.name", done.getFirst(), done.size() - 1);
  }

  /** What was fixed, what came of it, and what was left and why. */
  public static String sentence(Outcome outcome) {
    List<String> sentences = new ArrayList<>();
    if (outcome.done().isEmpty()) {
      sentences.add(Texts.get("fix.all.nothing"));
    } else {
      String key = outcome.mended() == 1 ? "fix.all.mended.one" : "fix.all.mended.many";
      sentences.add(Texts.get(key, outcome.mended(), some(outcome.done())));
    }
    if (outcome.added() > 0) {
      sentences.add(Texts.count("fix.all.added", outcome.added()));
    }
    if (!outcome.left().isEmpty()) {
      List<String> left = new ArrayList<>();
      outcome.left().forEach((why, problems) -> left.add(left(why, problems)));
      sentences.add(Texts.get("fix.all.left", String.join(", ", left)));
    }
    return String.join(" ", sentences);
  }

  private static String left(Left why, List<Diagnostic> problems) {
    List<String> names = problems.stream().map(FixWords::element).distinct().toList();
    return Texts.get("fix.all." + why, problems.size(), some(names));
  }

  private static String element(Diagnostic problem) {
    String id = problem.getElement().getId();
    return id.isEmpty() ? Texts.get("fix.all.drawing") : id;
  }

  private static String some(List<String> names) {
    return names.size() <= NAMED
        ? String.join(", ", names)
        : Texts.get(
            "fix.all.more",
            String.join(", ", names.subList(0, NAMED - 1)),
            names.size() - NAMED + 1);
  }
}
