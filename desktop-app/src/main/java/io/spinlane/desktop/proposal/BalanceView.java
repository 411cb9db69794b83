package io.spinlane.desktop.proposal;

import io.spinlane.desktop.assign.Proposal.Share;
import io.spinlane.desktop.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What each core carries now and would carry: two bars for each, the fullest first. */
final class BalanceView extends VBox {
  private static final double BAR = 130;
  private static final double BAR_HEIGHT = 6;
  private static final int ACROSS = 3;
  private static final int SHOWN = 12;

  private final GridPane grid = new GridPane();

  BalanceView() {
    setId("proposal-balance");
    Label caption = new Label(Texts.get("proposal.balance"));
    caption.getStyleClass().add("push-group");
    grid.getStyleClass().add("proposal-balance");
    getChildren().addAll(caption, grid);
    setSpacing(4);
  }

  void show(Map<String, Share> before, Map<String, Share> after) {
    grid.getChildren().clear();
    double most = Math.max(most(before), most(after));
    List<String> cores =
        after.keySet().stream()
            .filter(core -> share(before, core).lanes() + share(after, core).lanes() > 0)
            .sorted(
                Comparator.comparingDouble((String core) -> share(after, core).packetsPerSecond())
                    .reversed())
            .toList();
    for (int i = 0; i < Math.min(cores.size(), SHOWN); i++) {
      String core = cores.get(i);
      add(core, share(before, core), share(after, core), most, i);
    }
    setVisible(!cores.isEmpty());
    setManaged(!cores.isEmpty());
  }

  private static double most(Map<String, Share> shares) {
    return shares.values().stream().mapToDouble(Share::packetsPerSecond).max().orElse(0);
  }

  private static Share share(Map<String, Share> shares, String core) {
    return shares.getOrDefault(core, new Share(0, 0));
  }

  private void add(String core, Share before, Share after, double most, int index) {
    int column = index % ACROSS * 3;
    int row = index / ACROSS;
    Label name = new Label(core);
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.getStyleClass().add("core");
    if (column == 0) {
      name.getStyleClass().add("first");
    }
    VBox bars =
        new VBox(bar(before, most, "proposal-bar-before"), bar(after, most, "proposal-bar"));
    bars.setSpacing(2);
    bars.setMinWidth(BAR);
    bars.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    Label count =
        new Label(
            before.lanes() == after.lanes()
                ? Texts.count("matrix.lanes", after.lanes())
                : Texts.get("proposal.lanes", before.lanes(), after.lanes()));
    count.getStyleClass().add("hint");
    count.setMinWidth(Region.USE_PREF_SIZE);
    GridPane.setHalignment(name, HPos.RIGHT);
    grid.add(name, column, row);
    grid.add(bars, column + 1, row);
    grid.add(count, column + 2, row);
  }

  private static Region bar(Share share, double most, String style) {
    Region bar = new Region();
    bar.getStyleClass().add(style);
    double width = most <= 0 ? 0 : Math.max(BAR * share.packetsPerSecond() / most, 0);
    bar.setMinSize(width, BAR_HEIGHT);
    bar.setMaxSize(width, BAR_HEIGHT);
    return bar;
  }
}
