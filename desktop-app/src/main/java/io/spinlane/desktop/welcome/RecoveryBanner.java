package io.spinlane.desktop.welcome;

import io.spinlane.desktop.io.Lost;
import io.spinlane.desktop.io.Snapshot;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.Banner;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.function.Consumer;
import javafx.scene.control.Button;

/**
 * Offers what one app that ended unasked has left: which file, when, how many edits. It blocks
 * nothing; whoever closes the window without an answer is asked again at the next start.
 */
public final class RecoveryBanner extends Banner {
  /** What the buttons do. */
  public interface Answers {
    /** Brings the work back; true when it is there and the old copy may go. */
    boolean restore(Snapshot snapshot);

    /** Shows what differs from the file. */
    void compare(Snapshot snapshot);
  }

  private final Consumer<RecoveryBanner> gone;

  private RecoveryBanner(String sentence, Consumer<RecoveryBanner> gone) {
    super("recovery");
    this.gone = gone;
    say(sentence);
  }

  /**
   * A banner for what was found.
   *
   * @param gone told when it has been answered and can be taken away
   */
  public static RecoveryBanner of(
      Lost lost, ZoneId zone, Answers answers, Consumer<RecoveryBanner> gone) {
    return switch (lost) {
      case Lost.Work work -> offer(work, zone, answers, gone);
      case Lost.Broken broken -> {
        RecoveryBanner banner =
            new RecoveryBanner(
                Texts.get("recovery.broken", broken.recoveryFile(), broken.reason()), gone);
        banner.button("keep", banner::answered);
        yield banner;
      }
    };
  }

  private static RecoveryBanner offer(
      Lost.Work work, ZoneId zone, Answers answers, Consumer<RecoveryBanner> gone) {
    Snapshot snapshot = work.snapshot();
    RecoveryBanner banner = new RecoveryBanner(sentence(snapshot, zone), gone);
    Button restore =
        banner.button(
            "restore",
            () -> {
              if (answers.restore(snapshot)) {
                work.discard();
                banner.answered();
              }
            });
    restore.getStyleClass().add("accent");
    banner.button("compare", () -> answers.compare(snapshot));
    banner.button(
        "discard",
        () -> {
          work.discard();
          banner.answered();
        });
    return banner;
  }

  /** "edge-1.yaml: 3 edits of 21 Nov 2026, 14:03:07 were not saved". */
  static String sentence(Snapshot snapshot, ZoneId zone) {
    String name =
        snapshot
            .file()
            .map(Path::toString)
            .orElseGet(
                () ->
                    snapshot.topology().getName().isEmpty()
                        ? Texts.get("file.untitled")
                        : snapshot.topology().getName());
    String when =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
            .withZone(zone)
            .format(snapshot.at());
    return Texts.get("recovery.offer", name, Texts.count("recovery.edits", snapshot.edits()), when);
  }

  private Button button(String name, Runnable action) {
    return offer(name, Texts.get("recovery." + name), action);
  }

  private void answered() {
    gone.accept(this);
  }
}
