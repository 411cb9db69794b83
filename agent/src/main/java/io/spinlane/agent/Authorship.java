package io.spinlane.agent;

import picocli.CommandLine.Option;

/** The options that say who changes something, and why. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class Authorship {
  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who does this, for the history. Default: ${DEFAULT-VALUE}.")
  private String author;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, for the history.")
  private String note;

  String author() {
    return author;
  }

  String note() {
    return note;
  }
}
