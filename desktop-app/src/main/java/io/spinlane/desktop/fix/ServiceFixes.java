package io.spinlane.desktop.fix;

import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mends the way from a VIP over services to back-ends. */
final class ServiceFixes {
  private ServiceFixes() {}

  /** A NIC towards clients announces the VIP. */
  static List<QuickFix> vipWithoutNic(Finding finding) {
    return finding.topology().getNicsList().stream()
        .filter(nic -> nic.getSide() != NicSide.NIC_SIDE_SERVER)
        .limit(Finding.MOST)
        .map(
            nic ->
                QuickFix.of(
                    Texts.get("fix.announce", finding.id(), nic.getId()),
                    Edits.connect(Wire.of(Wire.Kind.ANNOUNCE, nic.getId(), finding.id()))))
        .toList();
  }

  static List<QuickFix> vipNotTowardsClients(Finding finding) {
    List<QuickFix> fixes = new ArrayList<>(vipWithoutNic(finding));
    finding.topology().getVipsList().stream()
        .filter(vip -> vip.getId().equals(finding.id()))
        .flatMap(vip -> vip.getNicsList().stream())
        .limit(1)
        .forEach(
            nic ->
                fixes.add(
                    Finding.fix(
                        Texts.get("fix.bothSides", nic),
                        drawing ->
                            Drawing.replace(
                                drawing,
                                nic,
                                message ->
                                    ((Nic) message)
                                        .toBuilder().setSide(NicSide.NIC_SIDE_BOTH).build()))));
    return fixes;
  }

  /** No pool, an empty one, or one whose back-ends take nothing. */
  static List<QuickFix> noUsablePool(Finding finding) {
    Service service =
        finding
            .element()
            .filter(element -> element.message() instanceof Service)
            .map(element -> (Service) element.message())
            .orElse(Service.getDefaultInstance());
    Optional<Pool> pool =
        finding.topology().getPoolsList().stream()
            .filter(one -> one.getId().equals(service.getPool()))
            .findFirst();
    if (finding.field().equals("requiredCapabilities")) {
      return capabilities(finding, service, pool);
    }
    if (pool.isEmpty()) {
      return otherPool(finding);
    }
    return pool.get().getBackendsCount() == 0
        ? List.of(addBackend(pool.get()))
        : bringUp(service, pool.get());
  }

  private static List<QuickFix> otherPool(Finding finding) {
    List<QuickFix> fixes = new ArrayList<>();
    finding.topology().getPoolsList().stream()
        .filter(pool -> pool.getBackendsCount() > 0)
        .limit(Finding.MOST)
        .forEach(
            pool ->
                fixes.add(
                    QuickFix.of(
                        Texts.get("fix.usePool", pool.getId()),
                        Edits.connect(Wire.of(Wire.Kind.POOL, finding.id(), pool.getId())))));
    if (fixes.isEmpty()) {
      fixes.add(
          Finding.fix(
              Texts.get("fix.drawPool"),
              drawing -> {
                Topology with = withNewPool(drawing);
                String pool = with.getPools(with.getPoolsCount() - 1).getId();
                Wire wire = Wire.of(Wire.Kind.POOL, finding.id(), pool);
                return Edits.connect(wire).change().apply(with);
              }));
    }
    return fixes;
  }

  /** As the palette would add them: a pool, and a back-end in it. */
  private static Topology withNewPool(Topology drawing) {
    DesignModel model = new DesignModel();
    model.open(drawing);
    Addition pool = Addition.plan(model, NewElement.POOL, Optional.empty());
    model.apply(pool.edit());
    model.selection().select(List.of(pool.id()));
    model.apply(Addition.plan(model, NewElement.BACKEND, Optional.empty()).edit());
    return model.topology();
  }

  private static QuickFix addBackend(Pool pool) {
    return Finding.fix(
        Texts.get("fix.addBackend", pool.getId()),
        drawing -> {
          DesignModel model = new DesignModel();
          model.open(drawing);
          model.selection().select(List.of(pool.getId()));
          return Addition.plan(model, NewElement.BACKEND, Optional.empty())
              .edit()
              .change()
              .apply(drawing);
        });
  }

  private static List<QuickFix> bringUp(Service service, Pool pool) {
    return pool.getBackendsList().stream()
        .filter(
            backend ->
                backend.getCapabilitiesList().containsAll(service.getRequiredCapabilitiesList()))
        .limit(Finding.MOST)
        .map(
            backend ->
                Finding.fix(
                    Texts.get("fix.bringUp", backend.getId()),
                    drawing ->
                        Drawing.replace(
                            drawing,
                            backend.getId(),
                            message -> {
                              Backend.Builder up =
                                  ((Backend) message)
                                      .toBuilder().setState(BackendState.BACKEND_STATE_UP);
                              return (up.getWeight() == 0 ? up.clearWeight() : up).build();
                            })))
        .toList();
  }

  private static List<QuickFix> capabilities(
      Finding finding, Service service, Optional<Pool> pool) {
    String wanted = String.join(", ", service.getRequiredCapabilitiesList());
    return List.of(
        Finding.fix(
            Texts.get("fix.giveCapabilities", wanted),
            drawing -> {
              Topology result = drawing;
              for (Backend backend : pool.map(Pool::getBackendsList).orElse(List.of())) {
                result =
                    Drawing.replace(
                        result, backend.getId(), message -> withAll((Backend) message, service));
              }
              return result;
            }),
        finding.change(
            "fix.dropCapabilities",
            message -> ((Service) message).toBuilder().clearRequiredCapabilities().build(),
            finding.id()));
  }

  private static Backend withAll(Backend backend, Service service) {
    Backend.Builder result = backend.toBuilder();
    service.getRequiredCapabilitiesList().stream()
        .filter(wanted -> !backend.getCapabilitiesList().contains(wanted))
        .forEach(result::addCapabilities);
    return result.build();
  }

  static List<QuickFix> synCookies(Finding finding) {
    List<QuickFix> fixes = new ArrayList<>();
    fixes.add(
        finding.change(
            "fix.noCookies",
            message -> ((Service) message).toBuilder().clearSynCookies().build(),
            finding.id()));
    boolean tcp =
        finding
            .element()
            .map(Element::message)
            .map(message -> ((Service) message).getProtocol() == Protocol.PROTOCOL_TCP)
            .orElse(false);
    if (tcp) {
      fixes.add(
          finding.change(
              "fix.nat",
              message ->
                  ((Service) message)
                      .toBuilder().setMode(ForwardingMode.FORWARDING_MODE_NAT).build(),
              finding.id()));
    }
    return fixes;
  }

  /** One of several ports that another service has; the only one is not taken away. */
  static List<QuickFix> overlappingPorts(Finding finding) {
    boolean several =
        finding
            .element()
            .map(Element::message)
            .map(message -> ((Service) message).getPortsCount() > 1)
            .orElse(false);
    return several
        ? List.of(
            finding.change(
                "fix.dropPort",
                message -> Fields.without(message, finding.field()),
                finding.text(),
                finding.id()))
        : List.of();
  }

  static List<QuickFix> accessRuleTwice(Finding finding) {
    String rule = finding.field().replaceFirst("\\.prefix$", "");
    return List.of(
        finding.change("fix.dropRule", message -> Fields.without(message, rule), finding.text()));
  }

  static List<QuickFix> routeTwice(Finding finding) {
    return List.of(finding.withoutRoute(route -> route.getPrefix().equals(finding.id())));
  }
}
