package io.spinlane.agent.linux;

/** Error numbers of Linux (asm-generic/errno.h) that the agent meets, with their usual words. */
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file or directory"),
  ESRCH(3, "no such process"),
  EINTR(4, "interrupted"),
  EIO(5, "input/output error"),
  EAGAIN(11, "try again"),
  ENOMEM(12, "out of memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "device or resource busy"),
  EEXIST(17, "already exists"),
  ENODEV(19, "no such device"),
  EINVAL(22, "invalid argument"),
  EMFILE(24, "too many open files"),
  ENOBUFS(105, "no buffer space"),
  ENETDOWN(100, "network is down"),
  EOPNOTSUPP(95, "operation not supported"),
  EADDRINUSE(98, "address already in use"),
  ETIMEDOUT(110, "timed out"),
  ENXIO(6, "no such device or address"),
  E2BIG(7, "argument too long"),
  ENOSPC(28, "no space left"),
  ENOSYS(38, "function not implemented"),
  EMSGSIZE(90, "message too long");

  private final int number;
  private final String words;

  Errno(int number, String words) {
    this.number = number;
    this.words = words;
  }

  public int number() {
    return number;
  }

  /** Name and words of an error number, such as "EPERM (operation not permitted)". */
  public static String describe(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno.name() + " (" + errno.words + ")";
      }
    }
    return "errno " + number;
  }
}
