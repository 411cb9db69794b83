package io.spinlane.agent.service;

import static io.spinlane.topology.Sentences.sentence;

/** Which part of a list is asked for (google.aip.dev/158). */
final class Page {
  private Page() {}

  /**
   * How many at most.
   *
   * @param asked as in the request; 0: {@code standard}
   */
  static int size(int asked, int standard, int most) {
    if (asked < 0 || asked > most) {
      throw Failures.invalid("page_size", sentence("refused.pageSize", most));
    }
    return asked == 0 ? standard : asked;
  }

  /** Where the page begins; the first has no token. */
  static long start(String token, long first) {
    if (token.isEmpty()) {
      return first;
    }
    try {
      long start = Long.parseLong(token);
      if (start >= 0) {
        return start;
      }
    } catch (NumberFormatException e) {
      throw badToken();
    }
    throw badToken();
  }

  static RuntimeException badToken() {
    return Failures.invalid("page_token", sentence("refused.pageToken"));
  }
}
