package io.spinlane.desktop;

import io.spinlane.desktop.io.foreign.ForeignFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers the questions about files as a test says, and keeps what it was told. */
public final class Answers implements FileDialogs {
  private Optional<Path> path = Optional.empty();
  private Answer discard = Answer.DISCARD;
  private Overwrite overwrite = Overwrite.CANCEL;
  private Uncommented uncommented = Uncommented.CANCEL;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();

  /** Every question for a file is answered with this one. */
  public Answers path(Path answer) {
    path = Optional.of(answer);
    return this;
  }

  /** What to do with unsaved changes. */
  public Answers discard(Answer answer) {
    discard = answer;
    return this;
  }

  /** What to do when a save would overwrite what somebody else wrote. */
  public Answers overwrite(Overwrite answer) {
    overwrite = answer;
    return this;
  }

  /** What to do when comments would stay behind. */
  public Answers uncommented(Uncommented answer) {
    uncommented = answer;
    return this;
  }

  /** Every question before something is overwritten. */
  public List<String> asked() {
    return asked;
  }

  /** Everything that was told. */
  public List<String> told() {
    return told;
  }

  @Override
  public Optional<Path> askOpen() {
    return path;
  }

  @Override
  public Optional<Path> askSave(String suggestedName) {
    return path;
  }

  @Override
  public Optional<Path> askPicture(String suggestedName) {
    return path;
  }

  @Override
  public Optional<Path> askForeign(ForeignFormat format, boolean write, String suggestedName) {
    return path;
  }

  @Override
  public Optional<Path> askInventory(boolean write, String suggestedName) {
    return path;
  }

  @Override
  public Answer askDiscard(String name) {
    return discard;
  }

  @Override
  public Overwrite askOverwrite(String name) {
    asked.add("changed " + name);
    return overwrite;
  }

  @Override
  public Uncommented askUncommented(String name, long comments) {
    asked.add(comments + " comments " + name);
    return uncommented;
  }

  @Override
  public void tell(String title, String sentence, String details) {
    told.add(sentence + "\n" + details);
  }
}
