package io.spinlane.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Handles of C library functions. Every handle takes the {@linkplain #capture errno segment} first
 * and is meant for a {@code static final} field and {@code invokeExact}. Elsewhere than on Linux a
 * handle throws a {@link LinuxException} when called, so that everything loads everywhere.
 */
@SuppressWarnings("restricted") // This package is where native calls are made.
final class Native {
  /**
   * Whether the calls of this package exist here. Asked of no other class: handles are made early.
   */
  static final boolean LINUX =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      LINUX ? STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")) : 0;

  /** One segment for each thread: the kernel's answer is read before the thread calls again. */
  private static final ThreadLocal<MemorySegment> CAPTURE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

  private Native() {}

  /** The handle of a function that sets errno. */
  static MethodHandle handle(String name, FunctionDescriptor shape, Linker.Option... options) {
    if (!LINUX) {
      return refusing(name, shape.toMethodType().insertParameterTypes(0, MemorySegment.class));
    }
    Linker linker = Linker.nativeLinker();
    List<Linker.Option> all = new ArrayList<>(List.of(options));
    all.add(Linker.Option.captureCallState("errno"));
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), shape, all.toArray(Linker.Option[]::new));
  }

  /**
   * The handle of a function for calls on the packet path: who needs errno calls again by a {@link
   * #handle}. The linker cuts the segment for errno anew at every call, and whether the compiler
   * removes that object differs from run to run.
   *
   * @param shape of numbers alone, pointers as JAVA_LONG
   */
  static MethodHandle plain(String name, FunctionDescriptor shape) {
    return LINUX
        ? Linker.nativeLinker()
            .downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name), shape)
        : refusing(name, shape.toMethodType());
  }

  /** Where this thread's calls leave errno. */
  static MemorySegment capture() {
    return CAPTURE.get();
  }

  /** The errno of this thread's last failed call. */
  static int errno() {
    return capture().get(JAVA_INT, ERRNO);
  }

  /** For the catch clause around {@code invokeExact}: the handle itself throws nothing checked. */
  static AssertionError unexpected(Throwable thrown) throws LinuxException {
    switch (thrown) {
      case LinuxException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(thrown);
    }
  }

  /** The handle of a function this system does not have. */
  static MethodHandle refusing(String name, MethodType type) {
    try {
      MethodHandle exception =
          MethodHandles.lookup()
              .findStatic(
                  LinuxException.class,
                  "unsupported",
                  MethodType.methodType(LinuxException.class, String.class))
              .bindTo(name);
      MethodHandle thrower =
          MethodHandles.foldArguments(
              MethodHandles.throwException(type.returnType(), LinuxException.class), exception);
      return MethodHandles.dropArguments(thrower, 0, type.parameterList());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
