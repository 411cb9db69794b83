package io.spinlane.desktop.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.text.Texts;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.scene.Scene;
import javafx.scene.image.Image;

/**
 * Pictures of scenes in a folder, and what a careful eye finds in each: {@link SceneReview}, and in
 * a German window what is left in English. On the JavaFX thread.
 */
public final class Album {
  private final Path folder;
  private final EnglishLeftovers leftovers = new EnglishLeftovers();
  private final Map<String, Set<String>> found = new TreeMap<>();

  /** An album with nothing in it; its folder need not be there. */
  public Album(Path folder) {
    this.folder = folder;
  }

  /** Takes a picture at each scale, and looks at the scene. */
  public void look(Scene scene, String name, int... scales) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    for (int scale : scales) {
      Shots.write(folder.resolve(name + "-" + scale + "x.png"), Shots.of(scene, scale));
    }
    Set<String> seen = new TreeSet<>(SceneReview.of(scene));
    if (Texts.locale().equals(Locale.GERMAN)) {
      seen.addAll(leftovers.in(scene.getRoot()));
    }
    if (!seen.isEmpty()) {
      found.put(name, seen);
    }
  }

  /**
   * Compares a scene with how it looked when that was accepted; {@code
   * -Dspinlane.pictures.accept=true} accepts how it looks now.
   */
  public void compare(Scene scene, Path accepted) {
    Image now = Likeness.fields(Shots.of(scene, 1));
    if (Boolean.getBoolean("spinlane.pictures.accept")) {
      Shots.write(accepted, now);
    }
    double difference = Likeness.difference(now, Likeness.accepted(accepted));
    if (difference > Likeness.TOLERANCE) {
      found.put(
          accepted.getFileName() + " looks otherwise than accepted",
          Set.of("by " + Math.round(difference * 100) + " %"));
    }
  }

  /** Fails with everything that was found. */
  public void assertNothingFound() {
    assertThat(found).as("what a careful eye finds").isEmpty();
  }
}
