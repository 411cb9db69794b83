package io.spinlane.desktop.inspector;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.AccessRule;
import java.util.List;

/** Access rules as people type them: "allow 10.0.0.0/8" or "deny 0.0.0.0/0". */
final class AccessText {
  private AccessText() {}

  static String of(AccessRule rule) {
    boolean allows = rule.getAction() == AccessAction.ACCESS_ACTION_ALLOW;
    return (allows ? "allow " : "deny ") + rule.getPrefix();
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static AccessRule parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    boolean allows = words.getFirst().equals("allow");
    if (words.size() != 2 || !(allows || words.getFirst().equals("deny"))) {
      throw new IllegalArgumentException(Texts.get("check.access"));
    }
    Cidr.parse(words.get(1));
    return AccessRule.newBuilder()
        .setAction(allows ? AccessAction.ACCESS_ACTION_ALLOW : AccessAction.ACCESS_ACTION_DENY)
        .setPrefix(words.get(1))
        .build();
  }
}
