package io.spinlane.agent.packet;

/**
 * Ownership checks that catch double free, use after transmit and leaks; on with the system
 * property {@value #PROPERTY}, free of cost when off.
 */
final class FrameChecks {
  static final String PROPERTY = "spinlane.checkFrames";
  static final boolean ENABLED = Boolean.getBoolean(PROPERTY);

  private FrameChecks() {}

  static void expect(int frame, int owner) {
    if (Frame.owner(frame) != owner) {
      throw new IllegalStateException(
          "frame " + frame + " is owned by " + Frame.owner(frame) + ", not by " + owner);
    }
  }

  static void expectNot(int frame, int owner) {
    if (Frame.owner(frame) == owner) {
      throw new IllegalStateException("frame " + frame + " is already owned by " + owner);
    }
  }
}
