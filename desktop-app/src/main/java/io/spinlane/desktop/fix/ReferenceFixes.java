package io.spinlane.desktop.fix;

import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.List;

/** Mends fields that should name another element and do not. */
final class ReferenceFixes {
  private ReferenceFixes() {}

  /** A service without a VIP gets one; a lane that leads nowhere goes. */
  static List<QuickFix> missing(Finding finding) {
    if (finding.kind() == ElementKind.ELEMENT_KIND_LANE) {
      return List.of(LaneFixes.removeLane(finding));
    }
    if (!finding.field().equals("vip")) {
      return List.of();
    }
    return finding.topology().getVipsList().stream()
        .limit(Finding.MOST)
        .map(
            vip ->
                QuickFix.of(
                    Texts.get("fix.listenOn", vip.getId()),
                    Edits.connect(Wire.of(Wire.Kind.SERVICE, vip.getId(), finding.id()))))
        .toList();
  }

  /** What is not there is forgotten. */
  static List<QuickFix> dangling(Finding finding) {
    return finding.kind() == ElementKind.ELEMENT_KIND_LANE
        ? List.of(LaneFixes.removeLane(finding))
        : List.of(
            finding.change(
                "fix.forget", message -> Fields.without(message, finding.field()), finding.text()));
  }
}
