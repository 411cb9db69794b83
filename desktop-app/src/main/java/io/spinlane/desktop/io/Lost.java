package io.spinlane.desktop.io;

import java.nio.file.Path;

/** What an app that ended without asking has left behind. Claimed: no other app offers it. */
public sealed interface Lost extends AutoCloseable {
  /** The recovery file. */
  Path recoveryFile();

  /** Deletes it: the work is elsewhere, or nobody wants it. */
  void discard();

  /** Lets it go: the next app that starts offers it again. */
  @Override
  void close();

  /** Work that can be had back. */
  record Work(Snapshot snapshot, Slot slot) implements Lost {
    @Override
    public Path recoveryFile() {
      return slot.file();
    }

    @Override
    public void discard() {
      slot.discard();
    }

    @Override
    public void close() {
      slot.close();
    }
  }

  /**
   * A file that cannot be read; it was set aside under a name that is not offered again.
   *
   * @param reason line, column and what is wrong there
   */
  record Broken(Path recoveryFile, String reason) implements Lost {
    @Override
    public void discard() {
      Slot.deleteQuietly(recoveryFile);
    }

    @Override
    public void close() {}
  }
}
