package io.spinlane.desktop.fix;

import io.spinlane.desktop.model.Edit;

/**
 * One way to mend a problem.
 *
 * @param title what it does, such as "Move eth1 to NUMA node 0"; its step in the undo list has the
 *     same name
 * @param edit does it
 */
public record QuickFix(String title, Edit edit) {
  /** The edit under the title. */
  static QuickFix of(String title, Edit edit) {
    return new QuickFix(title, Edit.of(title, edit.change()));
  }
}
