package io.spinlane.topology.diff;

import io.spinlane.topology.Elements;
import io.spinlane.topology.References;
import io.spinlane.topology.References.Reference;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Route;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Mends what names an element that was decided to be removed: the field gets the value that the
 * other has there, or else none; a lane or a service that cannot be without goes, too. What led
 * nowhere before the merge is as it was.
 */
final class LooseEnds {
  private final Set<ElementRef> present = new HashSet<>();
  private final Side mine;
  private final Side theirs;
  private final List<Side> sides;

  private LooseEnds(Topology merged, Side base, Side mine, Side theirs) {
    Elements.of(merged).forEach(element -> present.add(element.ref()));
    this.mine = mine;
    this.theirs = theirs;
    sides = List.of(mine, theirs, base);
  }

  /** The merged drawing, in which nothing has come loose. */
  static Topology tie(Topology merged, Side base, Side mine, Side theirs) {
    return new LooseEnds(merged, base, mine, theirs).mended(merged);
  }

  private Topology mended(Topology merged) {
    List<Reference> loose = new ArrayList<>();
    for (Reference reference : References.of(merged)) {
      if (!reference.id().isEmpty() && !present.contains(reference.named())) {
        Tie tie = Tie.of(reference);
        if (!mine.isLoose(tie) && !theirs.isLoose(tie)) {
          loose.add(reference);
        }
      }
    }
    Topology mended = merged;
    for (Reference reference : loose) {
      mended = without(mended, reference);
    }
    return mended;
  }

  private Topology without(Topology topology, Reference loose) {
    Topology.Builder mended = topology.toBuilder();
    String other = elsewhere(Tie.of(loose)).orElse("");
    boolean goes = loose.required() && other.isEmpty();
    switch (loose.from().getKind()) {
      case ELEMENT_KIND_LANE -> {
        mended.clearLanes();
        for (Lane lane : topology.getLanesList()) {
          boolean meant = Elements.ref(lane).equals(loose.from());
          if (!meant) {
            mended.addLanes(lane);
          } else if (!goes) {
            mended.addLanes(lane.toBuilder().setCore(other));
          }
        }
      }
      case ELEMENT_KIND_SERVICE -> {
        mended.clearServices();
        for (Service service : topology.getServicesList()) {
          boolean meant = Elements.ref(service).equals(loose.from());
          if (!meant) {
            mended.addServices(service);
          } else if (!goes) {
            mended.addServices(renamed(service, loose.field(), other));
          }
        }
      }
      case ELEMENT_KIND_VIP -> {
        for (Vip.Builder vip : mended.getVipsBuilderList()) {
          if (vip.getId().equals(loose.from().getId())) {
            List<String> nics = new ArrayList<>(vip.getNicsList());
            nics.removeIf(loose.id()::equals);
            vip.clearNics().addAllNics(nics);
          }
        }
      }
      case ELEMENT_KIND_ROUTE -> {
        for (Route.Builder route : mended.getRoutesBuilderList()) {
          if (route.getPrefix().equals(loose.from().getId())) {
            route.setNic(other);
          }
        }
      }
      default -> throw new IllegalStateException(loose.from() + " names nothing");
    }
    return mended.build();
  }

  private static Service renamed(Service service, String field, String id) {
    return switch (field) {
      case "vip" -> service.toBuilder().setVip(id).build();
      case "pool" -> service.toBuilder().setPool(id).build();
      case "fallbackPool" -> service.toBuilder().setFallbackPool(id).build();
      default -> throw new IllegalStateException("a service names nothing in " + field);
    };
  }

  /** What another drawing has in the field, if it is there. */
  private Optional<String> elsewhere(Tie loose) {
    return sides.stream()
        .flatMap(side -> side.ties().stream())
        .filter(tie -> tie.from().equals(loose.from()) && tie.field().equals(loose.field()))
        .map(Tie::to)
        .filter(present::contains)
        .map(ElementRef::getId)
        .findFirst();
  }
}
