package io.spinlane.agent.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Small files of /sys and /proc; one that is missing or refuses to be read is an empty one. */
final class SysFile {
  private SysFile() {}

  static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return ""; // Many attributes answer EINVAL when they do not apply.
    }
  }

  static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  /** A decimal number, with the multiplier of a trailing K, M or G. */
  static long number(Path file, long otherwise) {
    String text = text(file);
    if (text.isEmpty()) {
      return otherwise;
    }
    int shift =
        switch (text.charAt(text.length() - 1)) {
          case 'K' -> 10;
          case 'M' -> 20;
          case 'G' -> 30;
          default -> 0;
        };
    try {
      return Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1)) << shift;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  static int small(Path file, int otherwise) {
    return (int) number(file, otherwise);
  }

  /** A list such as "0-3,8", as the kernel writes sets of CPUs and nodes. */
  static List<Integer> list(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : text.split(",", -1)) {
      String[] ends = range.strip().split("-", -1);
      if (!ends[0].isEmpty()) {
        int last = Integer.parseInt(ends[ends.length - 1]);
        for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
          numbers.add(i);
        }
      }
    }
    return numbers;
  }

  /** The value in kilobytes of a line such as "MemTotal: 1234 kB", in bytes; 0 when missing. */
  static long kilobytes(Path file, String key) {
    for (String line : lines(file)) {
      int at = line.indexOf(key + ":");
      if (at >= 0) {
        String value = line.substring(at + key.length() + 1).strip();
        return Long.parseLong(value.split(" ", 2)[0]) << 10;
      }
    }
    return 0;
  }

  /** The value of the first line "key : value" or "key:\tvalue"; empty when missing. */
  static String value(List<String> lines, String key) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  /** The entries of a folder whose name begins like this, in natural order of their numbers. */
  static List<Path> entries(Path folder, String prefix) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(entry -> name(entry).startsWith(prefix))
          .sorted(
              Comparator.comparingInt((Path p) -> name(p).length()).thenComparing(SysFile::name))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The last name of what a symbolic link points to; empty when there is none. */
  static String linkName(Path link) {
    try {
      return name(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return "";
    }
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
