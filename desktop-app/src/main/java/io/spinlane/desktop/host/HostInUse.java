package io.spinlane.desktop.host;

import io.spinlane.v1.Inventory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The host that a drawing is meant for: the one that is connected, or else one that was opened from
 * a file or made up, so that people can plan without it. JavaFX thread.
 */
public final class HostInUse {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Inventory connected;
  private @Nullable Inventory offline;
  private String offlineName = "";

  /** Registers someone who is told after every change. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** An agent tells what its host has; null: none is connected. */
  public void connected(@Nullable Inventory inventory) {
    if (inventory == null ? connected != null : !inventory.equals(connected)) {
      connected = inventory;
      tell();
    }
  }

  /** Someone wants to plan for a host that is not connected. */
  public void offline(Inventory inventory, String name) {
    offline = inventory;
    offlineName = name;
    tell();
  }

  /** Nobody plans for it any more. */
  public void forgetOffline() {
    offline = null;
    offlineName = "";
    tell();
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }

  /** What the host has; null when none is known. */
  public @Nullable Inventory inventory() {
    return connected != null ? connected : offline;
  }

  /** What people call it; empty when none is known. */
  public String name() {
    if (connected != null) {
      return connected.getHostname();
    }
    return offlineName;
  }

  /** The host in use is not connected. */
  public boolean isOffline() {
    return connected == null && offline != null;
  }

  /** One is kept for planning, though another may be connected. */
  public boolean hasOffline() {
    return offline != null;
  }
}
