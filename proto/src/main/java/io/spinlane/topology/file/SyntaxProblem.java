package io.spinlane.topology.file;

/** The text cannot be parsed any further. */
final class SyntaxProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Position position;
  private final String code;
  private final String hint;

  SyntaxProblem(Position position, String code, String message, String hint) {
    super(message);
    this.position = position;
    this.code = code;
    this.hint = hint;
  }

  Position position() {
    return position;
  }

  String code() {
    return code;
  }

  String hint() {
    return hint;
  }
}
