package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.text.Texts;

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
}
