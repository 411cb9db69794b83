package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;

/** A wire in a picture. */
public record WireFace(Wire wire, WirePath path, WireLook look) {}
