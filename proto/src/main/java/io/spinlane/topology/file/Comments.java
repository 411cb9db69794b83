package io.spinlane.topology.file;

import io.spinlane.v1.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The comments of a YAML file, each with the value it belongs to: the one that follows, the one it
 * stands behind, or the one at whose end it stands. They belong to the file and not to the
 * topology, so neither hashes nor differences nor pushes know of them. Immutable.
 */
public final class Comments {
  /** A file without comments. */
  public static final Comments NONE = new Comments(Topology.getDefaultInstance(), Map.of());

  private final Topology topology;
  private final Map<String, Remark> remarks;

  /**
   * Comments as they were read.
   *
   * @param topology what the rest of the file says
   * @param remarks by the path of their value, in the order of the file
   */
  Comments(Topology topology, Map<String, Remark> remarks) {
    this.topology = topology;
    this.remarks = remarks;
  }

  /** How many there are. */
  public long count() {
    return remarks.values().stream().mapToLong(Remark::count).sum();
  }

  /**
   * Where they belong in another state of the topology, by path: with their value, whatever it is
   * called now, and at the end of what held it when it is gone.
   */
  Map<String, Remark> in(Topology now) {
    if (remarks.isEmpty()) {
      return Map.of();
    }
    Counterparts counterparts = Counterparts.of(topology, now);
    Map<String, Remark> placed = new LinkedHashMap<>();
    remarks.forEach(
        (path, remark) -> {
          Remark home = at(counterparts.holder(path), placed);
          counterparts
              .of(path)
              .map(same -> at(same, placed))
              .ifPresentOrElse(
                  same -> {
                    same.before.addAll(remark.before);
                    same.addBehind(remark.behind());
                    home.after.addAll(remark.after);
                  },
                  () -> home.after.addAll(remark.lines()));
        });
    return placed;
  }

  private static Remark at(String path, Map<String, Remark> placed) {
    return placed.computeIfAbsent(path, _ -> new Remark());
  }
}
