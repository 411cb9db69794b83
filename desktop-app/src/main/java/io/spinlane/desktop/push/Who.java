package io.spinlane.desktop.push;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Revision;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Who applied a revision, and when, in words. */
public final class Who {
  private Who() {}

  /** The author, or "someone" when they did not say. */
  public static String author(Revision revision) {
    return revision.getAuthor().isEmpty() ? Texts.get("push.someone") : revision.getAuthor();
  }

  /** When it was applied, on this machine's clock; empty when nobody said. */
  public static String time(Revision revision) {
    if (!revision.hasCreateTime()) {
      return "";
    }
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
        .withLocale(Locale.getDefault())
        .withZone(ZoneId.systemDefault())
        .format(Instant.ofEpochSecond(revision.getCreateTime().getSeconds()));
  }

  /** "Revision 7 by anna (“more room”)", the note only when there is one. */
  static String noted(Revision revision) {
    String who = Texts.get("push.revision", revision.getNumber(), author(revision));
    return revision.getNote().isEmpty() ? who : Texts.get("push.noted", who, revision.getNote());
  }

  /** "Revision 7 by anna, 31 Jan 2026, 12:31:00". */
  public static String revision(Revision revision) {
    String time = time(revision);
    return time.isEmpty()
        ? Texts.get("push.revision", revision.getNumber(), author(revision))
        : Texts.get("push.revision.at", revision.getNumber(), author(revision), time);
  }
}
