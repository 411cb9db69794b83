package io.spinlane.topology.file;

import static io.spinlane.topology.Sentences.sentence;

/** How much a reader takes in, so that no file can exhaust the memory or the stack. */
final class Limits {
  /** Bytes of a file, or characters of a text. */
  static final int SIZE = 16 << 20;

  /** Maps and lists inside each other; a topology needs 6. */
  static final int DEPTH = 32;

  /** Values after every alias has been written out; 10,000 back-ends take a quarter of it. */
  static final int VALUES = 500_000;

  /** Errors told at once. */
  static final int PROBLEMS = 100;

  private Limits() {}

  static SyntaxProblem tooDeep(Position position) {
    return new SyntaxProblem(
        position,
        "FILE_TOO_DEEP",
        sentence("FILE_TOO_DEEP", DEPTH),
        sentence("FILE_TOO_DEEP.hint"));
  }

  static SyntaxProblem tooManyValues(Position position) {
    return new SyntaxProblem(
        position,
        "FILE_TOO_LARGE",
        sentence("FILE_TOO_LARGE.values", VALUES),
        sentence("FILE_TOO_LARGE.values.hint"));
  }
}
