package io.spinlane.agent.linux;

import static io.spinlane.agent.linux.BpfProgram.R0;
import static io.spinlane.agent.linux.BpfProgram.R1;
import static io.spinlane.agent.linux.BpfProgram.R10;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.agent.linux.BpfProgram.Width;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Against encodings written out by hand from RFC 9669. */
class BpfProgramTest {
  @Test
  void encodesInstructions() {
    assertThat(hex(new BpfProgram().move(R0, -1).exit()))
        .isEqualTo("b7000000ffffffff" + "9500000000000000");
    assertThat(hex(new BpfProgram().load(Width.WORD, 7, 6, 16))).isEqualTo("6167100000000000");
    assertThat(hex(new BpfProgram().load(Width.BYTE, 7, R10, -32))).isEqualTo("71a7e0ff00000000");
    assertThat(hex(new BpfProgram().store(Width.BYTE, R10, -6, 7))).isEqualTo("737afaff00000000");
    assertThat(hex(new BpfProgram().storeImmediate(Width.DOUBLE, R10, -24, 0)))
        .isEqualTo("7a0ae8ff00000000");
    assertThat(hex(new BpfProgram().loadMap(R1, new Fd(9))))
        .isEqualTo("1811000009000000" + "0000000000000000");
    assertThat(hex(new BpfProgram().call(26))).isEqualTo("850000001a000000");
  }

  @Test
  void jumpsForwardsAndBackwards() {
    BpfProgram program =
        new BpfProgram().label("start").jumpIfEqual(R1, 8, "end").jump("start").label("end").exit();
    assertThat(hex(program))
        .isEqualTo("1501010008000000" + "0500feff00000000" + "9500000000000000");
  }

  @Test
  void refusesLabelsThatDoNotAddUp() {
    assertThatThrownBy(() -> new BpfProgram().jump("nowhere").assemble())
        .hasMessage("label nowhere is not placed");
    assertThatThrownBy(() -> new BpfProgram().label("a").label("a"))
        .hasMessage("label a is placed twice");
  }

  private static String hex(BpfProgram program) {
    return HexFormat.of().formatHex(program.assemble());
  }
}
