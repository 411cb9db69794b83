package io.spinlane.desktop.io.foreign;

import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Optional;

/**
 * What a file of another program says, in Spinlane's words.
 *
 * @param topology VIPs, services, pools and back-ends; empty when the file describes a host
 * @param inventory the host that the file describes
 * @param leftOut every line that is in neither, in the order of the file
 */
public record Imported(
    ForeignFormat format,
    Topology topology,
    Optional<Inventory> inventory,
    List<LeftOut> leftOut) {}
