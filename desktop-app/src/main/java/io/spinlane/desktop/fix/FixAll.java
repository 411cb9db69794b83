package io.spinlane.desktop.fix;

import io.spinlane.desktop.model.Drawing;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mends many problems at once. After each fix the drawing is judged anew and the next one planned
 * for what it has become: two problems that want the same CPU get one each, or the second is left.
 */
public final class FixAll {
  /** Why a problem was left as it is. */
  public enum Left {
    /** Nothing would mend it, or not any more. */
    NO_FIX,
    /** Several things would, and a person must choose. */
    CHOICE,
    /** What would mend it deletes something that is drawn. */
    DELETES,
    /** What would mend it brings about another problem, or does not help here. */
    NO_HELP
  }

  /**
   * What became of it.
   *
   * @param after the drawing with everything mended that could be
   * @param done the titles of the fixes made, in their order
   * @param mended problems that are gone
   * @param added problems that are there instead
   * @param left the others that were wanted
   */
  public record Outcome(
      Topology after, List<String> done, int mended, int added, Map<Left, List<Diagnostic>> left) {}

  private final Function<Topology, List<Diagnostic>> rules;
  private final @Nullable Inventory host;
  private final Optional<String> code;
  private final List<String> done = new ArrayList<>();
  private final Map<Left, List<Diagnostic>> left = new EnumMap<>(Left.class);
  private Topology now;
  private List<Diagnostic> problems;

  private FixAll(
      Topology topology,
      Function<Topology, List<Diagnostic>> rules,
      @Nullable Inventory host,
      Optional<String> code) {
    this.rules = rules;
    this.host = host;
    this.code = code;
    now = topology;
    problems = rules.apply(topology);
  }

  /**
   * Does what the button of each problem of one kind says.
   *
   * @param code of the kind
   */
  public static Outcome ofKind(
      String code,
      Topology topology,
      Function<Topology, List<Diagnostic>> rules,
      @Nullable Inventory host) {
    return new FixAll(topology, rules, host, Optional.of(code)).run();
  }

  /**
   * Mends whatever can be mended in one way only, if that way deletes no element and brings about
   * no other problem.
   */
  public static Outcome safe(
      Topology topology, Function<Topology, List<Diagnostic>> rules, @Nullable Inventory host) {
    return new FixAll(topology, rules, host, Optional.empty()).run();
  }

  private Outcome run() {
    int all = problems.size();
    int wanted = wanted().size();
    // a later fix may open the way for one that was left, so: until a pass mends nothing
    int before;
    do {
      before = done.size();
      pass();
    } while (done.size() > before);
    int mended = wanted - wanted().size();
    int added = problems.size() - (all - mended);
    return new Outcome(now, List.copyOf(done), mended, Math.max(0, added), left);
  }

  private List<Diagnostic> wanted() {
    return problems.stream()
        .filter(problem -> code.isEmpty() || code.get().equals(problem.getCode()))
        .toList();
  }

  private void pass() {
    left.clear();
    Set<Diagnostic> looked = new HashSet<>();
    Optional<Diagnostic> next = next(looked);
    while (next.isPresent()) {
      Diagnostic problem = next.get();
      mend(problem)
          .ifPresent(why -> left.computeIfAbsent(why, _ -> new ArrayList<>()).add(problem));
      next = next(looked);
    }
    left.values().forEach(list -> list.retainAll(problems)); // some went with others
    left.values().removeIf(Collection::isEmpty);
  }

  private Optional<Diagnostic> next(Set<Diagnostic> looked) {
    Optional<Diagnostic> next =
        wanted().stream().filter(problem -> !looked.contains(problem)).findFirst();
    next.ifPresent(looked::add);
    return next;
  }

  /** Mends one problem, or says why not. */
  private Optional<Left> mend(Diagnostic problem) {
    List<QuickFix> fixes = QuickFixes.of(problem, now, host);
    if (fixes.isEmpty()) {
      return Optional.of(Left.NO_FIX);
    }
    if (code.isEmpty() && fixes.size() > 1) {
      return Optional.of(Left.CHOICE);
    }
    QuickFix fix = fixes.getFirst();
    Topology after = fix.edit().change().apply(now);
    if (code.isEmpty() && Drawing.index(after).size() < Drawing.index(now).size()) {
      return Optional.of(Left.DELETES);
    }
    List<Diagnostic> then = rules.apply(after);
    if (!helps(problem.getCode(), then)) {
      return Optional.of(Left.NO_HELP);
    }
    now = after;
    problems = then;
    done.add(fix.title());
    return Optional.empty();
  }

  private boolean helps(String mended, List<Diagnostic> then) {
    Map<String, Long> were = byCode(problems);
    Map<String, Long> are = byCode(then);
    boolean fewer = are.getOrDefault(mended, 0L) < were.getOrDefault(mended, 0L);
    boolean noOthers =
        are.entrySet().stream()
            .allMatch(entry -> entry.getValue() <= were.getOrDefault(entry.getKey(), 0L));
    return fewer && (code.isPresent() || noOthers);
  }

  private static Map<String, Long> byCode(List<Diagnostic> problems) {
    return problems.stream()
        .collect(Collectors.groupingBy(Diagnostic::getCode, Collectors.counting()));
  }
}
