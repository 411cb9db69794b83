package io.spinlane.desktop.io.foreign;

import io.spinlane.v1.Topology;

/** Reads and writes other programs' files. */
public final class ForeignFiles {
  private ForeignFiles() {}

  /**
   * Reads a file's text.
   *
   * @throws BrokenFileException when it cannot be read at all; says where and why
   * @throws IllegalArgumentException for a format that is only written
   */
  public static Imported read(ForeignFormat format, String text) throws BrokenFileException {
    return switch (format) {
      case KEEPALIVED -> KeepalivedImport.read(text);
      case HAPROXY -> HaproxyImport.read(text);
      case IPVSADM -> IpvsadmImport.read(text);
      case LSTOPO -> LstopoImport.read(text);
      case SYNTHETIC -> SyntheticHost.read(text);
      case NFTABLES -> throw new IllegalArgumentException("nftables rules are only written");
    };
  }

  /**
   * Writes the part of a drawing that a format can express.
   *
   * @throws IllegalArgumentException for a format that is only read
   */
  public static Exported write(ForeignFormat format, Topology topology) {
    return switch (format) {
      case KEEPALIVED -> KeepalivedExport.write(topology);
      case HAPROXY -> HaproxyExport.write(topology);
      case NFTABLES -> NftablesExport.write(topology);
      case IPVSADM, LSTOPO, SYNTHETIC ->
          throw new IllegalArgumentException(format + " files are only read");
    };
  }
}
