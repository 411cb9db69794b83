package io.spinlane.desktop.model;

import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One line of the outline, and what is under it. What several others use is the same branch under
 * each of them: an outline costs what is drawn, however many lines it has.
 *
 * @param key tells it from its siblings
 * @param words what the line says
 * @param subject what it stands for
 */
public record Branch(String key, String words, Subject subject, List<Branch> inner) {
  /** What a line stands for. */
  public sealed interface Subject {}

  /** Lines that belong together. */
  public record Group() implements Subject {}

  /**
   * A piece of the host that cores share.
   *
   * @param cores ids of all that are in it
   */
  public record Shared(Set<String> cores) implements Subject {}

  /** An element of the drawing. */
  public record Drawn(Element element) implements Subject {}

  /** A receive queue that a core polls. */
  public record Polled(Wire lane) implements Subject {}

  /** All lines under it, opened, are no more than so many. */
  public boolean fits(int lines) {
    return left(lines) >= 0;
  }

  private int left(int lines) {
    int left = lines - inner.size();
    for (int i = 0; i < inner.size() && left >= 0; i++) {
      left = inner.get(i).left(left);
    }
    return left;
  }

  /** The way down to the first line that is wanted, without this one; empty: there is none. */
  public List<Branch> wayTo(Predicate<Branch> wanted) {
    List<Branch> upwards = new ArrayList<>();
    leads(wanted, upwards, Collections.newSetFromMap(new IdentityHashMap<>()));
    return upwards.reversed();
  }

  private boolean leads(Predicate<Branch> wanted, List<Branch> upwards, Set<Branch> seen) {
    for (Branch next : inner) {
      if (seen.add(next) && (wanted.test(next) || next.leads(wanted, upwards, seen))) {
        upwards.add(next);
        return true;
      }
    }
    return false;
  }

  /**
   * Which lines go on when siblings change, so that what was open stays open. Lines with one key
   * are the same; when as many go as come, of the same kinds, these are new names for those.
   *
   * @return keys before by keys after, without the lines that are new
   */
  public static Map<String, String> kept(List<Branch> before, List<Branch> after) {
    Map<String, Branch> gone = new LinkedHashMap<>();
    before.forEach(branch -> gone.put(branch.key(), branch));
    Map<String, String> kept = new HashMap<>();
    List<Branch> fresh = new ArrayList<>();
    for (Branch branch : after) {
      if (gone.remove(branch.key()) != null) {
        kept.put(branch.key(), branch.key());
      } else {
        fresh.add(branch);
      }
    }
    List<Branch> old = List.copyOf(gone.values());
    if (kinds(old).equals(kinds(fresh))) {
      for (int i = 0; i < fresh.size(); i++) {
        kept.put(fresh.get(i).key(), old.get(i).key());
      }
    }
    return kept;
  }

  private static List<ElementKind> kinds(List<Branch> branches) {
    return branches.stream()
        .map(
            branch ->
                branch.subject() instanceof Drawn(Element element)
                    ? element.kind()
                    : ElementKind.ELEMENT_KIND_UNSPECIFIED)
        .toList();
  }
}
