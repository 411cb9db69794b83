package io.spinlane.desktop.inspector;

import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import java.util.List;

/** Which property of which element a problem is about. Pure. */
final class ProblemPlaces {
  private ProblemPlaces() {}

  /** Those about some elements of a kind; without ids those about the switch as a whole. */
  static List<Diagnostic> about(List<Diagnostic> problems, ElementKind kind, List<String> ids) {
    return problems.stream().filter(problem -> isAbout(problem.getElement(), kind, ids)).toList();
  }

  private static boolean isAbout(ElementRef element, ElementKind kind, List<String> ids) {
    return switch (element.getKind()) {
      case ELEMENT_KIND_TOPOLOGY, ELEMENT_KIND_ROUTE, ELEMENT_KIND_UNSPECIFIED ->
          kind == ElementKind.ELEMENT_KIND_TOPOLOGY;
      case ELEMENT_KIND_LANE ->
          kind == ElementKind.ELEMENT_KIND_NIC && ids.contains(nicOf(element.getId()));
      default -> element.getKind() == kind && ids.contains(element.getId());
    };
  }

  private static String nicOf(String lane) {
    int slash = lane.lastIndexOf('/');
    return slash < 0 ? lane : lane.substring(0, slash);
  }

  /** A problem stands at this property, or at a part of it. */
  static boolean standsAt(Diagnostic problem, FieldSpec spec) {
    String field =
        switch (problem.getElement().getKind()) {
          case ELEMENT_KIND_LANE -> "queues";
          case ELEMENT_KIND_ROUTE -> "routes";
          default -> problem.getField();
        };
    String own = spec.jsonPath();
    return field.equals(own) || field.startsWith(own + "[") || field.startsWith(own + ".");
  }
}
