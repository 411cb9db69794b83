package io.spinlane.desktop.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands where in the menu bar, whoever registers first: the one place to decide it. Pure. */
final class MenuPlan {
  /** Stands before the id of a menu inside another. */
  static final char SUBMENU = '>';

  /** A menu and one of its groups a line; menus that are not here show commands as they come. */
  private static final String PLAN =
      """
      file: new open >recent >samples
      file: save save-as
      file: >foreign-import >foreign-export export-picture >statistics
      file: quit
      edit: undo redo history >steps
      edit: cut copy paste duplicate delete
      edit: add >add-new rename pull-wire disconnect
      edit: select-all find
      view: zoom-in zoom-out zoom-100 zoom-fit zoom-selection
      view: panels minimap wire-labels hud
      view: matrix matrix-queues >cell
      view: >problems >events >charts
      view: next-part part-before context-menu
      view: >appearance >language
      arrange: layout frames lock
      arrange: align-left align-center align-right
      arrange: align-top align-middle align-bottom
      arrange: distribute-across distribute-down
      arrange: auto-assign
      host: host-connect push take-over
      host: >revisions >live-connections >backend
      host: import inventory-open inventory-made-up inventory-save inventory-forget
      help: help-here help-start
      help: commands shortcuts
      help: welcome tour
      help: about
      problems: problem-show problem-copy
      problems: problem-fix problem-fix-kind problem-fix-safe
      appearance: theme theme-light theme-dark theme-system
      appearance: text-100 text-125 text-150
      live-connections: connections connections-of connections-refresh
      live-connections: connections-backend connections-service connections-core
      live-connections: connections-only-client connections-only-backend connections-only-service
      live-connections: connections-everything
      live-connections: connections-copy connections-end connections-end-all
      """;

  private static final Map<String, List<List<String>>> GROUPS = read();

  private MenuPlan() {}

  private static Map<String, List<List<String>>> read() {
    Map<String, List<List<String>>> groups = new LinkedHashMap<>();
    PLAN.lines()
        .map(line -> line.split(": ", 2))
        .forEach(
            line ->
                groups
                    .computeIfAbsent(line[0], _ -> new ArrayList<>())
                    .add(List.of(line[1].split(" "))));
    return groups;
  }

  /** The menus of the bar from left to right: those that stand in no other. */
  static List<String> bar() {
    return GROUPS.keySet().stream()
        .filter(
            menu ->
                GROUPS.values().stream()
                    .flatMap(List::stream)
                    .noneMatch(group -> group.contains(SUBMENU + menu)))
        .toList();
  }

  /**
   * The groups of a menu: ids of commands, and of menus after {@link #SUBMENU}; none if unplanned.
   */
  static List<List<String>> groups(String menu) {
    return GROUPS.getOrDefault(menu, List.of());
  }
}
