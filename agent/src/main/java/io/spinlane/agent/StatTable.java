package io.spinlane.agent;

import com.google.gson.JsonObject;
import io.spinlane.topology.Elements;
import io.spinlane.v1.CounterSchema;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.StatsGroupSchema;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One sample, as a table with rates since the one before, or as JSON. */
final class StatTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final StatsSchema schema;
  private final StatsSample before;
  private final StatsSample now;
  private final double seconds;

  /**
   * A table.
   *
   * @param before an earlier sample of the same schema, or none: then all rates are 0
   */
  StatTable(StatsSchema schema, @Nullable StatsSample before, StatsSample now) {
    this.schema = schema;
    this.before = before == null ? now : before;
    this.now = now;
    this.seconds = (now.getMonotonicNs() - this.before.getMonotonicNs()) / 1e9;
  }

  void print(PrintWriter out) {
    out.println();
    out.printf(
        "%s  revision %d  plan %d%n",
        TIME.format(
            Instant.ofEpochSecond(
                now.getSampleTime().getSeconds(), now.getSampleTime().getNanos())),
        now.getRevision(),
        now.getGeneration());
    Table traffic =
        new Table("", "", "in p/s", "in bit/s", "out p/s", "out bit/s", "drops/s", "busy");
    Table balance =
        new Table("", "", "clients p/s", "bit/s", "servers p/s", "bit/s", "new/s", "active");
    for (int group = 0; group < schema.getGroupsCount(); group++) {
      for (int row = 0; row < schema.getGroups(group).getIdsCount(); row++) {
        Row at = new Row(group, row);
        switch (schema.getGroups(group).getKind()) {
          case ELEMENT_KIND_CORE, ELEMENT_KIND_NIC -> traffic.row(at.traffic());
          case ELEMENT_KIND_SERVICE, ELEMENT_KIND_BACKEND -> balance.row(at.balance());
          default -> {} // Queues are in the JSON; here each is part of its NIC.
        }
      }
    }
    traffic.print(out);
    balance.print(out);
    drops().print(out);
  }

  private Table drops() {
    Table table = new Table("dropped", "by", "packets", "p/s", "reason");
    for (int group = 0; group < schema.getGroupsCount(); group++) {
      StatsGroupSchema columns = schema.getGroups(group);
      for (int row = 0; row < columns.getIdsCount(); row++) {
        for (int column = 0; column < columns.getCountersCount(); column++) {
          CounterSchema counter = columns.getCounters(column);
          Row at = new Row(group, row);
          if (counter.getDropReason() && at.value(column) != 0) {
            table.row(
                word(columns.getKind()),
                columns.getIds(row),
                Long.toUnsignedString(at.value(column)),
                Units.rate(at.rate(column)),
                counter.getName() + ": " + counter.getDescription());
          }
        }
      }
    }
    return table;
  }

  /** Everything as it is, by kind and id. */
  String json() {
    JsonObject all = new JsonObject();
    all.addProperty(
        "time",
        Instant.ofEpochSecond(now.getSampleTime().getSeconds(), now.getSampleTime().getNanos())
            .toString());
    all.addProperty("monotonicNs", now.getMonotonicNs());
    all.addProperty("revision", now.getRevision());
    all.addProperty("generation", now.getGeneration());
    for (int group = 0; group < schema.getGroupsCount(); group++) {
      StatsGroupSchema columns = schema.getGroups(group);
      JsonObject rows = new JsonObject();
      for (int row = 0; row < columns.getIdsCount(); row++) {
        JsonObject values = new JsonObject();
        for (int column = 0; column < columns.getCountersCount(); column++) {
          values.addProperty(
              columns.getCounters(column).getName(), new Row(group, row).value(column));
        }
        rows.add(columns.getIds(row), values);
      }
      all.add(columns.getKind().name().replace("ELEMENT_KIND_", "").toLowerCase(Locale.ROOT), rows);
    }
    return all.toString();
  }

  private static String word(ElementKind kind) {
    return Elements.word(kind);
  }

  /** One row of one group. */
  private final class Row {
    private final int group;
    private final int row;
    private final StatsGroupSchema columns;

    Row(int group, int row) {
      this.group = group;
      this.row = row;
      this.columns = schema.getGroups(group);
    }

    Object[] traffic() {
      double drops = 0;
      for (int column = 0; column < columns.getCountersCount(); column++) {
        drops += columns.getCounters(column).getDropReason() ? rate(column) : 0;
      }
      int busy = column("busy_ns");
      return new Object[] {
        word(columns.getKind()),
        columns.getIds(row),
        Units.rate(rate(column("receive_packets"))),
        Units.rate(8 * rate(column("receive_bytes"))),
        Units.rate(rate(column("transmit_packets"))),
        Units.rate(8 * rate(column("transmit_bytes"))),
        Units.rate(drops),
        busy < 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", rate(busy) / 1e7)
      };
    }

    Object[] balance() {
      return new Object[] {
        word(columns.getKind()),
        columns.getIds(row),
        Units.rate(rate(column("client_packets"))),
        Units.rate(8 * rate(column("client_bytes"))),
        Units.rate(rate(column("server_packets"))),
        Units.rate(8 * rate(column("server_bytes"))),
        Units.rate(rate(column("connections_new"))),
        value(column("connections_active"))
      };
    }

    long value(int column) {
      return value(now, column);
    }

    double rate(int column) {
      return seconds == 0 ? 0 : (value(now, column) - value(before, column)) / seconds;
    }

    private long value(StatsSample sample, int column) {
      return column < 0
          ? 0
          : sample.getGroups(group).getValues(row * columns.getCountersCount() + column);
    }

    /** −1 when an agent of another release has no such counter. */
    private int column(String name) {
      return columns.getCountersList().stream().map(CounterSchema::getName).toList().indexOf(name);
    }
  }
}
