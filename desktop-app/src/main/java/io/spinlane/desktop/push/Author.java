package io.spinlane.desktop.push;

/** Who sits at this machine, for the history of the host. */
public final class Author {
  private Author() {}

  /** The name the system knows; may be empty. */
  public static String name() {
    return System.getProperty("user.name", "");
  }
}
