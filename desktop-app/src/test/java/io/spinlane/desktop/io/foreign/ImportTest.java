package io.spinlane.desktop.io.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.testing.Needs;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Other programs' files as people have them. */
class ImportTest {
  private static final String KEEPALIVED =
      """
      ! Configuration File for keepalived
      global_defs { router_id LVS_1 }
      vrrp_instance VI_1 {
          state MASTER
          virtual_ipaddress { 192.0.2.10 }
      }
      virtual_server 192.0.2.10 80 {
          delay_loop 6
          lb_algo wlc
          lb_kind DR
          persistence_timeout 50
          persistence_granularity 255.255.255.0
          protocol TCP
          alpha
          real_server 10.0.0.11 80 {
              weight 3
              HTTP_GET {
                  url {
                      path /health
                      status_code 200
                  }
                  connect_timeout 3
                  retry 2
              }
          }
          real_server 10.0.0.12 80
          {
              weight 1
              HTTP_GET { url { path /health
                  status_code 200 }
                  connect_timeout 3
                  retry 2
              }
          }
          sorry_server 10.0.0.99 80
      }
      virtual_server 2001:db8::10 53 {
          lb_algo rr
          lb_kind TUN type gue port 6080
          protocol UDP
          real_server 2001:db8:1::11 53 { }
      }
      virtual_server fwmark 7 { lb_algo rr }
      """;

  private static final String HAPROXY =
      """
      global
          maxconn 4096
      defaults
          mode tcp
          timeout connect 5s
          timeout client 1m
          timeout server 2m
      frontend db
          bind 192.0.2.20:5432,192.0.2.20:5433 name db
          tcp-request connection reject if { src 10.9.0.0/16 }
          default_backend pg
      backend pg
          balance leastconn
          option tcp-check
          server pg1 10.0.1.1:5432 check inter 2s rise 2 fall 5 weight 10
          server pg2 10.0.1.2:5432 check inter 2s rise 2 fall 5 weight 20 send-proxy
          server old 10.0.1.9:5432 backup
      listen web
          mode http
          bind :80
          server a 10.0.2.1:80
      """;

  private static final String IPVSADM =
      """
      -A -t 192.0.2.30:443 -s wrr -p 600
      -a -t 192.0.2.30:443 -r 10.0.0.1:8443 -m -w 5
      -a -t 192.0.2.30:443 -r 10.0.0.2:8443 -m -w 1 -x 100
      -A -u [2001:db8::5]:53 -s mh -b mh-port
      -a -u [2001:db8::5]:53 -r [2001:db8:1::1]:53 -i
      -A -f 9 -s rr
      """;

  @BeforeAll
  static void speakEnglish() {
    Texts.speak(Language.ENGLISH);
  }

  private static String drawn(ForeignFormat format, String text) throws BrokenFileException {
    Topology topology = ForeignFiles.read(format, text).topology();
    return TopologyFiles.write(topology, Format.YAML);
  }

  private static List<String> left(ForeignFormat format, String text) throws BrokenFileException {
    return ForeignFiles.read(format, text).leftOut().stream()
        .map(each -> each.line() + ": " + each.text().lines().findFirst().orElse(""))
        .toList();
  }

  @Test
  void readsKeepalived() throws Exception {
    assertThat(drawn(ForeignFormat.KEEPALIVED, KEEPALIVED))
        .contains("192.0.2.10", "2001:db8::10", "mode: DSR", "mode: GUE", "LEAST_CONNECTIONS")
        .contains("ROUND_ROBIN", "weight: 3", "path: /health", "timeout: 50s", "10.0.0.99")
        .contains("ipv4PrefixLength: 24", "fallbackPool: sorry-tcp-80", "protocol: UDP");
    assertThat(left(ForeignFormat.KEEPALIVED, KEEPALIVED))
        .containsExactly(
            "2: global_defs { router_id LVS_1 }",
            "3: vrrp_instance VI_1 {",
            "4: state MASTER",
            "5: virtual_ipaddress { 192.0.2.10 }",
            "14: alpha",
            "43: virtual_server fwmark 7 { lb_algo rr }");
  }

  @Test
  void readsHaproxy() throws Exception {
    assertThat(drawn(ForeignFormat.HAPROXY, HAPROXY))
        .contains("192.0.2.20", "5432", "5433", "LEAST_CONNECTIONS", "mode: FULL_NAT")
        .contains("weight: 20", "rise: 2", "fall: 5", "prefix: 10.9.0.0/16", "action: DENY")
        .contains("fallbackPool: pg-backup", "10.0.1.9", "tcpEstablished: 2min")
        .doesNotContain("10.0.2.1");
    assertThat(left(ForeignFormat.HAPROXY, HAPROXY))
        .anyMatch(each -> each.startsWith("1: global"))
        .anyMatch(each -> each.contains("send-proxy"))
        .anyMatch(each -> each.startsWith("18: listen web"));
  }

  @Test
  void readsIpvsadm() throws Exception {
    assertThat(drawn(ForeignFormat.IPVSADM, IPVSADM))
        .contains("192.0.2.30", "WEIGHTED_ROUND_ROBIN", "port: 8443", "timeout: 10min")
        .contains("MAGLEV", "mode: IPIP", "2001:db8:1::1");
    assertThat(left(ForeignFormat.IPVSADM, IPVSADM))
        .hasSize(2)
        .anyMatch(each -> each.startsWith("3: "))
        .anyMatch(each -> each.startsWith("6: "));
  }

  @Test
  void readsWhatLstopoSaysOfThisMachine() throws Exception {
    Needs.program("lstopo-no-graphics");
    Process process = new ProcessBuilder("lstopo-no-graphics", "--of", "xml").start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Inventory inventory = ForeignFiles.read(ForeignFormat.LSTOPO, text).inventory().orElseThrow();
    assertThat(inventory.getCpusCount())
        .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(inventory.getNumaNodesCount()).isPositive();
  }

  @Test
  void makesHostsUp() throws Exception {
    Inventory inventory =
        ForeignFiles.read(ForeignFormat.SYNTHETIC, "node:2 core:8 nic:2").inventory().orElseThrow();
    assertThat(inventory.getCpusCount()).isEqualTo(16);
    assertThat(inventory.getNumaNodesCount()).isEqualTo(2);
    assertThat(inventory.getDevicesCount()).isEqualTo(2);
    assertThat(inventory.getDevices(1).getNumaNode()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KEEPALIVED | virtual_server 192.0.2.1 80 { | 1 | 1 | never closed",
        "KEEPALIVED | virtual_server 192.0.2.1 80 { } } | 1 | 33 | closes nothing",
        "KEEPALIVED | path \"/health | 1 | 6 | no partner",
        "HAPROXY | bind :80 | 1 | 1 | before the first section",
        "SYNTHETIC | core:8 node:2 | 1 | 8 | must stand before",
        "SYNTHETIC | node:0 | 1 | 1 | each once and above 0",
        "SYNTHETIC | node:99 core:99 | 1 | 9 | more than",
        "LSTOPO | <html></html> | 1 | 7 | lstopo --of xml",
        "LSTOPO | <topology><object | 1 | 18 | XML is broken",
      })
  void saysWhereAFileIsBroken(
      ForeignFormat format, String text, int line, int column, String reason) {
    assertThatThrownBy(() -> ForeignFiles.read(format, text))
        .isInstanceOfSatisfying(
            BrokenFileException.class,
            e -> {
              assertThat(e.getMessage()).contains(reason);
              assertThat(List.of(e.line(), e.column())).isEqualTo(List.of(line, column));
            });
  }

  /** Damaged files are read, or refused with a place; nothing else happens. */
  @ParameterizedTest
  @EnumSource(names = {"KEEPALIVED", "HAPROXY", "IPVSADM"})
  void survivesDamage(ForeignFormat format) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String whole =
        switch (format) {
          case KEEPALIVED -> KEEPALIVED;
          case HAPROXY -> HAPROXY;
          default -> IPVSADM;
        };
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int damage = random.nextInt(6); damage >= 0; damage--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "{}\"'\\\n#:/[]99".charAt(random.nextInt(12)));
          case 2 -> text.setCharAt(at, (char) random.nextInt(0x3000));
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 9)));
        }
      }
      try {
        Imported imported = ForeignFiles.read(format, text.toString());
        assertThat(imported.leftOut()).allSatisfy(each -> assertThat(each.line()).isPositive());
        read++;
      } catch (BrokenFileException e) {
        assertThat(e.line()).as("seed %d", seed).isPositive();
        assertThat(e.column()).as("seed %d", seed).isPositive();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", number " + i + "\n" + text, e);
      }
    }
    assertThat(read).as("read all the same").isPositive();
  }
}
