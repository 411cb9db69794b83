package io.spinlane.agent.linux;

import java.io.IOException;

/** The kernel said no: which call, which errno, and what to do about it. */
public final class LinuxException extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  public LinuxException(String call, int errno, String hint) {
    super(call + ": " + Errno.describe(errno) + (hint.isEmpty() ? "" : "; " + hint));
    this.errno = errno;
  }

  /** The answer of every call on another operating system; {@link Native} finds it by its name. */
  static LinuxException unsupported(String call) {
    return new LinuxException(
        call,
        Errno.ENOSYS.number(),
        "not supported on this system (" + System.getProperty("os.name") + "), needs Linux");
  }

  /** The error number, as in errno(3). */
  public int errno() {
    return errno;
  }

  public boolean is(Errno which) {
    return errno == which.number();
  }
}
