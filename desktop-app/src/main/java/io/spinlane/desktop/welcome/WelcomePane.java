package io.spinlane.desktop.welcome;

import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where to begin: a sample, a file that was open before, a host, or the tour. */
public final class WelcomePane extends ScrollPane {
  /** More do not help anybody to choose. */
  private static final int FILES = 5;

  /** What can be begun with. */
  public interface Choices {
    /** Opens a sample. */
    void open(Sample sample);

    /** Opens a file. */
    void open(Path file);

    /** Asks for a file. */
    void browse();

    /**
     * Watches the agent of a host.
     *
     * @return what is wrong with the address; empty when it is being connected to
     */
    String connect(String address);

    /** Begins the tour. */
    void tour();

    /** Files that were open before, the newest first. */
    List<Path> recent();
  }

  private static final double SIDE_BY_SIDE_EM = 36;

  private final Choices choices;
  private final HBox both = new HBox();
  private final VBox stacked = new VBox();
  private final VBox files = new VBox();
  private final TextField host = new TextField();
  private final Label wrong = new Label();
  private final Button tour = new Button(Texts.get("welcome.tour"));
  private final Label newHere = hint(Texts.get("welcome.newHere"));

  /**
   * A page with these samples.
   *
   * @param ink the colours now, for their pictures
   */
  public WelcomePane(List<Sample> samples, Supplier<Ink> ink, Choices choices) {
    this.choices = choices;
    setId("welcome");
    getStyleClass().addAll("welcome", "edge-to-edge");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    Label title = new Label(Texts.get("canvas.empty.title"));
    title.getStyleClass().add("empty-title");
    title.setWrapText(true);
    Label help = new Label(Texts.get("canvas.empty"));
    help.getStyleClass().add("empty-help");
    help.setWrapText(true);
    both.getChildren().addAll(sampleTiles(samples, ink), side());
    both.getStyleClass().add("welcome-both");
    stacked.getStyleClass().add("welcome-both");
    VBox page = new VBox(title, help, both);
    page.getStyleClass().add("welcome-page");
    setContent(page);
    InvalidationListener arrange = _ -> arrange(page, help.getFont().getSize());
    widthProperty().addListener(arrange);
    help.fontProperty().addListener(arrange);
    refresh();
  }

  /** Side by side where there is room for the words of both, else one below the other. */
  private void arrange(VBox page, double fontPx) {
    Pane now = page.getChildren().contains(both) ? both : stacked;
    boolean narrow = getWidth() > 0 && getWidth() < SIDE_BY_SIDE_EM * fontPx;
    Pane fitting = narrow ? stacked : both;
    if (!now.equals(fitting)) {
      List<Node> parts = List.copyOf(now.getChildren());
      now.getChildren().clear();
      fitting.getChildren().setAll(parts);
      page.getChildren().set(page.getChildren().indexOf(now), fitting);
    }
  }

  private VBox sampleTiles(List<Sample> samples, Supplier<Ink> ink) {
    VBox tiles = new VBox();
    tiles.getStyleClass().add("welcome-tiles");
    for (Sample sample : samples) {
      tiles.getChildren().add(new SampleTile(sample, ink, () -> choices.open(sample)));
    }
    VBox all = new VBox(heading("welcome.samples"), tiles);
    all.getStyleClass().add("welcome-part");
    all.setMinWidth(0);
    HBox.setHgrow(all, Priority.ALWAYS);
    return all;
  }

  private VBox side() {
    Button browse = new Button(Texts.get("welcome.browse"));
    browse.setId("welcome-browse");
    browse.setOnAction(_ -> choices.browse());
    files.getStyleClass().add("welcome-files");
    host.setId("welcome-host");
    host.setPromptText(Texts.get("host.prompt"));
    host.setAccessibleText(Texts.get("host.title"));
    host.setPrefColumnCount(11);
    host.setOnAction(_ -> connect());
    HBox.setHgrow(host, Priority.ALWAYS);
    Button connect = new Button(Texts.get("host.connect"));
    connect.setId("welcome-connect");
    connect.setMinWidth(Region.USE_PREF_SIZE);
    connect.setOnAction(_ -> connect());
    HBox line = new HBox(6, host, connect);
    wrong.setId("welcome-wrong");
    wrong.getStyleClass().add("field-error");
    wrong.setWrapText(true);
    showWrong("");
    tour.setId("welcome-tour");
    tour.setOnAction(_ -> choices.tour());
    VBox side =
        new VBox(
            part(heading("welcome.new"), newHere, tour),
            part(heading("welcome.files"), files, browse),
            part(heading("welcome.host"), hint(Texts.get("welcome.host.help")), line, wrong));
    side.getStyleClass().add("welcome-side");
    return side;
  }

  private static VBox part(javafx.scene.Node... nodes) {
    VBox part = new VBox(nodes);
    part.getStyleClass().add("welcome-part");
    return part;
  }

  private static Label heading(String key) {
    Label label = new Label(Texts.get(key));
    label.getStyleClass().add("side-heading");
    return label;
  }

  private static Label hint(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("hint");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private void connect() {
    showWrong(choices.connect(host.getText()));
  }

  private void showWrong(String sentence) {
    wrong.setText(sentence);
    wrong.setVisible(!sentence.isEmpty());
    wrong.setManaged(!sentence.isEmpty());
  }

  /** The tour has not been taken on this machine: it stands out. */
  public void showNewcomer(boolean newcomer) {
    tour.getStyleClass().remove("accent");
    if (newcomer) {
      tour.getStyleClass().add("accent");
    }
    newHere.setText(Texts.get(newcomer ? "welcome.newHere" : "welcome.again"));
  }

  /** Lists the recent files as they are now. */
  public void refresh() {
    files.getChildren().clear();
    for (Path path : choices.recent().stream().limit(FILES).toList()) {
      Hyperlink link = new Hyperlink(String.valueOf(path.getFileName()));
      link.setId("welcome-file-" + files.getChildren().size());
      link.setTooltip(new Tooltip(path.toString()));
      link.setAccessibleText(path.toString());
      link.setOnAction(_ -> choices.open(path));
      files.getChildren().add(link);
    }
    if (files.getChildren().isEmpty()) {
      files.getChildren().add(hint(Texts.get("menu.recent.none")));
    }
  }
}
