package io.spinlane.agent.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small assembler for eBPF (RFC 9669): instructions are appended in order, jumps go to labels
 * that may be placed later.
 *
 * <p>Registers: {@code R0} result, {@code R1} to {@code R5} arguments (lost in a call), {@code R6}
 * to {@code R9} kept, {@code R10} the frame pointer. One thread.
 */
public final class BpfProgram {
  public static final int R0 = 0;
  public static final int R1 = 1;
  public static final int R2 = 2;
  public static final int R3 = 3;
  public static final int R4 = 4;
  public static final int R5 = 5;
  public static final int R6 = 6;
  public static final int R7 = 7;
  public static final int R8 = 8;
  public static final int R10 = 10;

  /** Widths of loads and stores. */
  public enum Width {
    WORD(0x00),
    HALF(0x08),
    BYTE(0x10),
    DOUBLE(0x18);

    private final int code;

    Width(int code) {
      this.code = code;
    }
  }

  private static final int INSTRUCTION_BYTES = 8;
  private static final int PSEUDO_MAP_FD = 1;

  private record Instruction(int opcode, int destination, int source, int offset, int immediate) {}

  private record Jump(int at, String label) {}

  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Jump> jumps = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();

  /** destination = immediate, sign-extended to 64 bits. */
  public BpfProgram move(int destination, int immediate) {
    return append(0xb7, destination, 0, 0, immediate);
  }

  /** destination = source. */
  public BpfProgram copy(int destination, int source) {
    return append(0xbf, destination, source, 0, 0);
  }

  /** destination += immediate. */
  public BpfProgram add(int destination, int immediate) {
    return append(0x07, destination, 0, 0, immediate);
  }

  /** destination &= immediate. */
  public BpfProgram and(int destination, int immediate) {
    return append(0x57, destination, 0, 0, immediate);
  }

  /** destination <<= bits. */
  public BpfProgram shiftLeft(int destination, int bits) {
    return append(0x67, destination, 0, 0, bits);
  }

  /** destination = memory at base + offset, zero-extended. */
  public BpfProgram load(Width width, int destination, int base, int offset) {
    return append(0x61 | width.code, destination, base, offset, 0);
  }

  /** memory at base + offset = source. */
  public BpfProgram store(Width width, int base, int offset, int source) {
    return append(0x63 | width.code, base, source, offset, 0);
  }

  /** memory at base + offset = immediate. */
  public BpfProgram storeImmediate(Width width, int base, int offset, int immediate) {
    return append(0x62 | width.code, base, 0, offset, immediate);
  }

  /** destination = address of a map. */
  public BpfProgram loadMap(int destination, Fd map) {
    append(0x18, destination, PSEUDO_MAP_FD, 0, map.number());
    return append(0, 0, 0, 0, 0);
  }

  /** R0 = a kernel helper's answer; numbers as in bpf-helpers(7). */
  public BpfProgram call(int helper) {
    return append(0x85, 0, 0, 0, helper);
  }

  public BpfProgram jump(String label) {
    return jump(0x05, 0, 0, label);
  }

  public BpfProgram jumpIfEqual(int register, int immediate, String label) {
    return jump(0x15, register, immediate, label);
  }

  public BpfProgram jumpIfNotEqual(int register, int immediate, String label) {
    return jump(0x55, register, immediate, label);
  }

  /** The program ends with R0 as its answer. */
  public BpfProgram exit() {
    return append(0x95, 0, 0, 0, 0);
  }

  /** Names the place of the next instruction. */
  public BpfProgram label(String name) {
    if (labels.putIfAbsent(name, instructions.size()) != null) {
      throw new IllegalStateException("label " + name + " is placed twice");
    }
    return this;
  }

  /** The instructions as the kernel reads them, on a little-endian machine. */
  byte[] assemble() {
    for (Jump jump : jumps) {
      Integer target = labels.get(jump.label);
      if (target == null) {
        throw new IllegalStateException("label " + jump.label + " is not placed");
      }
      Instruction open = instructions.get(jump.at);
      instructions.set(
          jump.at,
          new Instruction(open.opcode, open.destination, 0, target - jump.at - 1, open.immediate));
    }
    ByteBuffer code =
        ByteBuffer.allocate(instructions.size() * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Instruction i : instructions) {
      code.put((byte) i.opcode)
          .put((byte) ((i.source << 4) | i.destination))
          .putShort((short) i.offset)
          .putInt(i.immediate);
    }
    return code.array();
  }

  private BpfProgram append(int opcode, int destination, int source, int offset, int immediate) {
    instructions.add(new Instruction(opcode, destination, source, offset, immediate));
    return this;
  }

  private BpfProgram jump(int opcode, int register, int immediate, String label) {
    jumps.add(new Jump(instructions.size(), label));
    return append(opcode, register, 0, 0, immediate);
  }

  /** A name as BPF objects carry it: at most 15 of the characters it allows. */
  static byte[] name(String name) {
    String allowed = name.replaceAll("[^A-Za-z0-9_.]", "_");
    return allowed.substring(0, Math.min(15, allowed.length())).getBytes(US_ASCII);
  }
}
