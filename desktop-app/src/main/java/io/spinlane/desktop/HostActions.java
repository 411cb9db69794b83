package io.spinlane.desktop;

import io.spinlane.desktop.assign.AutoAssign;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.command.ContextMenus;
import io.spinlane.desktop.host.HostInUse;
import io.spinlane.desktop.host.ImportDialog;
import io.spinlane.desktop.host.InventoryImport;
import io.spinlane.desktop.host.MadeUpHostDialog;
import io.spinlane.desktop.io.HostSource;
import io.spinlane.desktop.io.InventoryFile;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;

/**
 * The host that a drawing is meant for: drawing what it has, keeping what it has in a file, and
 * planning for one that is not connected. Files are read and written as long work.
 */
public final class HostActions {
  private final Workbench workbench;
  private final DesignModel model;
  private final HostInUse host;
  private Optional<HostSource> planned = Optional.empty();

  HostActions(Workbench workbench) {
    this.workbench = workbench;
    model = workbench.model();
    host = workbench.host();
    Commands commands = workbench.commands();
    commands.add(
        "host",
        Command.of("import", "action.import", this::importHost)
            .on("Shortcut+I")
            .when(() -> host.inventory() != null, "refused.noHost"),
        Command.of("inventory-open", "action.inventoryOpen", this::open),
        Command.of("inventory-made-up", "action.inventoryMadeUp", this::makeUp),
        Command.of("inventory-save", "action.inventorySave", this::save)
            .when(() -> host.inventory() != null, "refused.noHost"),
        Command.of("inventory-forget", "action.inventoryForget", this::forget)
            .when(host::hasOffline, "refused.noOffline"));
  }

  /** As {@link #importHost}; while no host is known, offers the ways to know one. */
  void importOrOffer() {
    if (host.inventory() != null) {
      importHost();
      return;
    }
    Node button = workbench.window().toolbarEnd().lookup("#host-import");
    Bounds bounds = button.localToScreen(button.getLayoutBounds());
    ContextMenus menus = workbench.contextMenus();
    menus.show(
        button,
        menus.items("host-connect", "inventory-open", "inventory-made-up"),
        bounds.getMinX(),
        bounds.getMaxY());
  }

  /** Offers to draw what the host has and the drawing does not. */
  void importHost() {
    Inventory inventory = host.inventory();
    if (inventory == null) {
      workbench.window().say(Texts.get("refused.noHost"));
      return;
    }
    ImportDialog.ask(
            workbench.stage(),
            host.name(),
            InventoryImport.summary(inventory),
            InventoryImport.missing(model.topology(), inventory))
        .ifPresent(this::draw);
  }

  private void draw(ImportDialog.Choice choice) {
    Edit drawn = InventoryImport.draw(model, choice.found());
    Edit edit =
        choice.assign()
            ? Edit.of(drawn.name(), topology -> assigned(drawn.change().apply(topology)))
            : drawn;
    if (model.apply(edit)) {
      workbench.canvas().zoomToFit();
      workbench.window().say(drawn.name());
    }
  }

  /** Gives a core to every queue that has none. */
  private Topology assigned(Topology drawn) {
    var open = AutoAssign.unassigned(drawn);
    return workbench.lanes().proposal(drawn, open).edit(open).change().apply(drawn);
  }

  private void open() {
    workbench.fileActions().dialogs().askInventory(false, "").ifPresent(this::read);
  }

  private void read(Path path) {
    workbench
        .work()
        .read(
            Texts.get("work.reading", path.getFileName()),
            () -> InventoryFile.read(path),
            inventory -> plan(inventory, new HostSource.InFile(path)),
            problem -> workbench.fileActions().unreadable(path, "inventory.broken", problem));
  }

  private void makeUp() {
    MadeUpHostDialog dialog = new MadeUpHostDialog(workbench.stage());
    dialog.ask().ifPresent(host -> plan(host, new HostSource.MadeUp(dialog.line())));
  }

  /** Plans for a host that is not connected, and offers to draw what it has. */
  void plan(Inventory inventory, HostSource source) {
    planned = Optional.of(source);
    String name = source.name(inventory);
    host.offline(inventory, name);
    if (host.isOffline()) {
      workbench.window().say(Texts.get("inventory.planning", name));
      importHost();
    } else {
      workbench.window().say(Texts.get("inventory.later", name));
    }
  }

  private void forget() {
    planned = Optional.empty();
    host.forgetOffline();
    workbench.window().say(Texts.get("inventory.forgotten"));
  }

  /** Where the host comes from that is planned for; empty when there is none. */
  Optional<HostSource> planned() {
    return planned;
  }

  /** Plans for the host of an earlier day again; one that is gone is told about, once. */
  void planAgain(HostSource source) {
    planned = Optional.of(source);
    workbench
        .work()
        .read(
            Texts.get("work.reading", source),
            source::read,
            inventory -> {
              if (planned.equals(Optional.of(source))) {
                host.offline(inventory, source.name(inventory));
              }
            },
            problem -> gone(source, problem));
  }

  private void gone(HostSource source, Throwable problem) {
    planned = planned.filter(other -> !other.equals(source));
    workbench
        .fileActions()
        .dialogs()
        .tell(
            Texts.get("inventory.gone.title"),
            Texts.get("inventory.gone", source),
            problem instanceof IOException e ? Said.why(e) : String.valueOf(problem.getMessage()));
  }

  private void save() {
    Inventory inventory = host.inventory();
    if (inventory == null) {
      return;
    }
    String name = host.name().replaceAll("[^A-Za-z0-9._-]+", "-");
    workbench
        .fileActions()
        .dialogs()
        .askInventory(true, (name.isEmpty() ? "host" : name) + InventoryFile.EXTENSION)
        .ifPresent(path -> write(path, inventory));
  }

  private void write(Path path, Inventory inventory) {
    workbench
        .work()
        .write(
            Texts.get("work.writing", path.getFileName()),
            () -> InventoryFile.write(path, inventory),
            () -> workbench.window().say(Texts.get("file.saved", path)),
            problem -> workbench.fileActions().unwritable(path, problem));
  }
}
