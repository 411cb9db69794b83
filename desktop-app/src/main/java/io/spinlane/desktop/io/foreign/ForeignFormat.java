package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.text.Texts;
import java.util.Locale;

/** Other programs' files. */
public enum ForeignFormat {
  KEEPALIVED(".conf", true, true),
  HAPROXY(".cfg", true, true),
  IPVSADM(".rules", true, false),
  LSTOPO(".xml", true, false),
  SYNTHETIC(".txt", true, false),
  NFTABLES(".nft", false, true);

  private final String extension;
  private final boolean readable;
  private final boolean writable;

  ForeignFormat(String extension, boolean readable, boolean writable) {
    this.extension = extension;
    this.readable = readable;
    this.writable = writable;
  }

  /** What such a file's name ends with, with the dot. */
  public String extension() {
    return extension;
  }

  /** It can be imported. */
  public boolean readable() {
    return readable;
  }

  /** It can be exported. */
  public boolean writable() {
    return writable;
  }

  /** What people call it. */
  public String title() {
    return Texts.get("foreign.format." + name());
  }

  /** The format that a file looks like; people may know better. */
  public static ForeignFormat guess(String fileName, String text) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (text.stripLeading().startsWith("<")) {
      return LSTOPO;
    }
    if (name.contains("haproxy") || text.matches("(?s)(.*\\R)?(frontend|backend|listen)\\s.*")) {
      return HAPROXY;
    }
    if (name.contains("keepalived") || text.matches("(?s).*\\b(virtual_server|vrrp_).*")) {
      return KEEPALIVED;
    }
    if (text.matches("(?s)(.*\\R)?\\s*(\\S*ipvsadm\\s+)?(-A|--add-service)\\s.*")) {
      return IPVSADM;
    }
    return text.strip().matches("([a-zA-Z0-9]+:[0-9]+\\s*)+") ? SYNTHETIC : KEEPALIVED;
  }
}
