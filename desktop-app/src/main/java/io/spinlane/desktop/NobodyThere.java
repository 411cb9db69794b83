package io.spinlane.desktop;

import io.spinlane.desktop.io.foreign.ForeignFormat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Nobody sees a question without a display, and a dialog would wait for ever: what goes wrong is
 * printed, and the app ends with 2.
 */
final class NobodyThere implements FileDialogs {
  private static final int BAD_FILE = 2;

  private final IntConsumer exitCode;

  NobodyThere(IntConsumer exitCode) {
    this.exitCode = exitCode;
  }

  @Override
  public Optional<Path> askOpen() {
    return Optional.empty();
  }

  @Override
  public Optional<Path> askSave(String suggestedName) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> askPicture(String suggestedName) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> askForeign(ForeignFormat format, boolean write, String suggestedName) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> askInventory(boolean write, String suggestedName) {
    return Optional.empty();
  }

  @Override
  public Overwrite askOverwrite(String name) {
    return Overwrite.CANCEL;
  }

  @Override
  public Uncommented askUncommented(String name, long comments) {
    return Uncommented.CANCEL;
  }

  @Override
  public Answer askDiscard(String name) {
    return Answer.CANCEL;
  }

  @Override
  public void tell(String title, String sentence, String details) {
    System.err.println("spinlane: " + sentence + "\n" + details);
    exitCode.accept(BAD_FILE);
  }
}
