package io.spinlane.desktop.inspector;

import static io.spinlane.desktop.inspector.FieldSpec.Control.BYTES;
import static io.spinlane.desktop.inspector.FieldSpec.Control.CHOICE;
import static io.spinlane.desktop.inspector.FieldSpec.Control.DURATION;
import static io.spinlane.desktop.inspector.FieldSpec.Control.NUMBER;
import static io.spinlane.desktop.inspector.FieldSpec.Control.SWITCH;
import static io.spinlane.desktop.inspector.FieldSpec.Control.TEXT;
import static io.spinlane.desktop.inspector.FieldSpec.Control.TOKENS;
import static io.spinlane.desktop.inspector.FieldSpec.Control.VARIANT;

import com.google.protobuf.Message;
import io.spinlane.v1.HealthCheck.CheckCase;
import io.spinlane.v1.LoadSource;
import io.spinlane.v1.Pool;
import io.spinlane.v1.WeightLaw;
import java.util.List;
import java.util.function.Predicate;

/** The properties of a pool: how its servers are watched. */
final class PoolFields {
  private static final String HEALTH = "health";
  private static final String LOAD = "load";
  private static final long MOST = 0xffff_ffffL;

  static final List<FieldSpec> ALL =
      List.of(
          FieldTable.ID_FIELD,
          FieldSpec.of("health.check", VARIANT).in(HEALTH),
          port("health.tcp.port", CheckCase.TCP),
          FieldSpec.of("health.http.path", TEXT).when(checks(CheckCase.HTTP)).in(HEALTH),
          FieldSpec.of("health.http.host", TEXT).when(checks(CheckCase.HTTP)).in(HEALTH),
          port("health.http.port", CheckCase.HTTP),
          FieldSpec.of("health.http.tls", SWITCH).when(checks(CheckCase.HTTP)).in(HEALTH),
          FieldSpec.of("health.http.expected_statuses", TOKENS)
              .checked(Checks.number(100, 599))
              .when(checks(CheckCase.HTTP))
              .in(HEALTH),
          port("health.udp.port", CheckCase.UDP),
          FieldSpec.of("health.udp.send", BYTES).when(checks(CheckCase.UDP)).in(HEALTH),
          FieldSpec.of("health.udp.expect", BYTES).when(checks(CheckCase.UDP)).in(HEALTH),
          FieldSpec.of("health.interval", DURATION)
              .checked(Checks::positiveTime)
              .when(PoolFields::isChecked)
              .in(HEALTH),
          FieldSpec.of("health.timeout", DURATION)
              .checked(Checks::positiveTime)
              .when(PoolFields::isChecked)
              .in(HEALTH),
          FieldSpec.of("health.rise", NUMBER)
              .checked(Checks.number(1, MOST))
              .when(PoolFields::isChecked)
              .in(HEALTH),
          FieldSpec.of("health.fall", NUMBER)
              .checked(Checks.number(1, MOST))
              .when(PoolFields::isChecked)
              .in(HEALTH),
          FieldSpec.of("load_reports.source", CHOICE)
              .offering(
                  0, LoadSource.LOAD_SOURCE_ORCA_VALUE, LoadSource.LOAD_SOURCE_AGENT_CHECK_VALUE)
              .in(LOAD),
          FieldSpec.of("load_reports.port", NUMBER)
              .checked(Checks.number(1, 65_535))
              .when(PoolFields::isReported)
              .in(LOAD),
          FieldSpec.of("load_reports.law", CHOICE)
              .offering(
                  WeightLaw.WEIGHT_LAW_STATIC_VALUE,
                  WeightLaw.WEIGHT_LAW_EVEN_LOAD_VALUE,
                  WeightLaw.WEIGHT_LAW_CAPABILITY_VALUE)
              .when(PoolFields::isReported)
              .in(LOAD));

  private PoolFields() {}

  private static FieldSpec port(String path, CheckCase check) {
    return FieldSpec.of(path, NUMBER)
        .checked(Checks.number(1, 65_535))
        .when(checks(check))
        .in(HEALTH);
  }

  private static Predicate<Message> checks(CheckCase check) {
    return message -> message instanceof Pool pool && pool.getHealth().getCheckCase() == check;
  }

  private static boolean isChecked(Message message) {
    return message instanceof Pool pool && pool.hasHealth();
  }

  private static boolean isReported(Message message) {
    return message instanceof Pool pool && pool.hasLoadReports();
  }
}
