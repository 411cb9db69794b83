package io.spinlane.topology.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.diff.ContentHash;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people wrote beside the values stays beside them. */
class CommentsTest {
  private static final String COMMENTED =
      """
      # Rack 4. Ask before you push.

      # The edge.
      name: edge-1 # as in the inventory

      # Both ports of one card.
      nics: # two
        # upstream
        - {id: ext0, device: eth1} # port 1
        - id: int0
          # the card sits on node 0
          device: eth2    # port 2
          # tagged
          vlanId: 7
        # - {id: spare, device: eth3}
      pools:
        # the shop
        - id: web # two servers
          backends: # by rack
            - {id: web1, address: 10.0.0.11, port: 8080} # rack 1
            # new since May
            - {id: web2, address: 10.0.0.12, port: 8080}
            # web3 is in repair
          # no health checks yet
      services:
        - id: http
          ports: # open to everybody
            - "80" # plain
            - "443"
          pool: web
      layout:
        # by hand
        ext0: {x: 40, y: 80} # left
      # The end.
      """;

  private static TopologyDocument read(String text) throws TopologyFileException {
    return TopologyFiles.read(text, Format.YAML, "test");
  }

  private static String write(Topology topology, Comments comments) {
    return TopologyFiles.write(topology, Format.YAML, comments);
  }

  private static String again(String text) throws TopologyFileException {
    TopologyDocument document = read(text);
    return write(document.topology(), document.comments());
  }

  @Test
  void aFileThatNobodyChangedIsWrittenAsItWas() throws Exception {
    assertThat(again(COMMENTED)).isEqualTo(COMMENTED);
    assertThat(read(COMMENTED).comments().count()).isEqualTo(23);
  }

  @Test
  void theTopologyKnowsNothingOfThem() throws Exception {
    TopologyDocument document = read(COMMENTED);
    Topology bare = read(TopologyFiles.write(document.topology(), Format.YAML)).topology();
    assertThat(bare).isEqualTo(document.topology());
    assertThat(ContentHash.of(bare)).isEqualTo(ContentHash.of(document.topology()));
  }

  /** A text as people may write it, and what becomes of it. */
  record Written(String text, String saved) {}

  static List<Written> otherwise() {
    return List.of(
        new Written(
            "nics: [ # all\n  {id: a, # name\n   device: e1}, # one\n  # more\n  {id: b}\n] # end\n",
            "nics: # all\n  - id: a # name\n    device: e1 # one\n  # more\n  - {id: b} # end\n"),
        new Written(
            "nics:\n- # dash\n  id: a\n  device: e1 # d\n",
            "nics:\n  # dash\n  - id: a\n    device: e1 # d\n"),
        new Written(
            "nics:\n  - device: e1\n    # the name\n    id: a\n",
            "nics:\n  # the name\n  - id: a\n    device: e1\n"),
        new Written("# a\n--- # b\nname: x\n... # c\n", "# a\n# b\nname: x # c\n"),
        new Written("# nothing yet\n{} # at all\n", "# nothing yet\n{}\n# at all\n"),
        new Written(
            "nics: [{id: a, mtu_bytes: 1500}]\n# z\n", "nics:\n  - {id: a, mtuBytes: 1500}\n# z\n"),
        new Written(
            "notes:\n  - id: note\n    text: | # t\n      # not one\n  # tail\n",
            "notes:\n  - id: note\n    text: \"# not one\\n\" # t\n  # tail\n"),
        new Written("name: x\r\n# odd \r\nnics: [] # none\r\n", "name: x\n# odd\n# none\n"),
        new Written(
            "layout:\n  \"a.b[c\": # dots\n    x: 1 # here\n",
            "layout:\n  \"a.b[c\": # dots\n    x: 1 # here\n"));
  }

  @ParameterizedTest
  @MethodSource("otherwise")
  void whatStandsElsewhereFindsItsPlaceOnce(Written written) throws Exception {
    String saved = again(written.text());
    assertThat(saved).isEqualTo(written.saved());
    assertThat(words(again(saved))).isEqualTo(words(saved));
  }

  @Test
  void aRenamedElementKeepsItsOwn() throws Exception {
    TopologyDocument document = read(COMMENTED);
    Topology.Builder now = document.topology().toBuilder();
    now.getPoolsBuilder(0).setId("shop").getBackendsBuilder(1).setId("web2-new");
    assertThat(write(now.build(), document.comments()))
        .isEqualTo(
            COMMENTED.replace("- id: web #", "- id: shop #").replace("id: web2,", "id: web2-new,"));
  }

  @Test
  void whatIsGoneLeavesItsWordsAtTheEndOfWhatHeldIt() throws Exception {
    TopologyDocument document = read(COMMENTED);
    Topology.Builder now = document.topology().toBuilder();
    now.removeNics(1).getPoolsBuilder(0).removeBackends(0);
    assertThat(write(now.build(), document.comments()))
        .contains(
            """
              - {id: ext0, device: eth1} # port 1
              # - {id: spare, device: eth3}
              # the card sits on node 0
              # port 2
              # tagged
            """)
        .contains(
            """
                  # new since May
                  - {id: web2, address: 10.0.0.12, port: 8080}
                  # web3 is in repair
                  # rack 1
            """);
    now.clearNics().clearPools().clearServices().clearLayout().clearName();
    assertThat(write(now.build(), document.comments()))
        .startsWith("# Rack 4. Ask before you push.\n\n# The edge.\n{}\n")
        .contains("# as in the inventory\n", "# plain\n", "# left\n")
        .endsWith("# The end.\n");
    assertThat(write(document.topology(), document.comments())).as("undone").isEqualTo(COMMENTED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anywhereInAnyFileTheyStayThroughSavesAndEdits(long seed) throws Exception {
    Random random = new Random(seed);
    for (Sample sample : Samples.all()) {
      String bare = TopologyFiles.write(sample.topology(), Format.YAML);
      String text = sprinkled(bare, random);
      TopologyDocument document = read(text);
      assertThat(document.topology()).isEqualTo(sample.topology());
      assertThat(write(document.topology(), document.comments())).isEqualTo(text);

      Topology edited = edited(document.topology(), random);
      String saved = write(edited, document.comments());
      assertThat(read(saved).topology()).isEqualTo(edited);
      assertThat(changed(text, saved))
          .as("lines that changed in\n%s", saved)
          .isEqualTo(changed(bare, TopologyFiles.write(edited, Format.YAML)));

      Topology fewer = fewer(document.topology(), random);
      String less = write(fewer, document.comments());
      assertThat(read(less).topology()).isEqualTo(fewer);
      assertThat(words(less)).containsExactlyInAnyOrderElementsOf(words(text));
      assertThat(again(less)).isEqualTo(less);
    }
  }

  /** Comments above, behind and at the end of lines of a text that we wrote. */
  private static String sprinkled(String text, Random random) {
    StringBuilder out = new StringBuilder();
    int number = 0;
    int last = 0;
    for (String line : text.lines().toList()) {
      int indent = line.length() - line.stripLeading().length();
      if (random.nextInt(4) == 0) {
        // as deep as the line above: the end of something; as deep as the line below: above that
        int deep = last > indent && random.nextBoolean() ? last : indent;
        out.append(" ".repeat(deep)).append("# c").append(number++).append(" - {a: b}\n");
      } else if (random.nextInt(6) == 0 && !out.isEmpty()) {
        out.append("\n");
      }
      out.append(line);
      if (random.nextInt(4) == 0) {
        out.append(" ".repeat(1 + random.nextInt(3))).append("#c").append(number++);
      }
      out.append('\n');
      last = indent;
    }
    return out.append(random.nextBoolean() ? "# end\n" : "").toString();
  }

  private static Topology edited(Topology topology, Random random) {
    Topology.Builder now = topology.toBuilder();
    Pool.Builder pool = now.getPoolsBuilder(random.nextInt(now.getPoolsCount()));
    Backend.Builder backend = pool.getBackendsBuilder(random.nextInt(pool.getBackendsCount()));
    switch (random.nextInt(3)) {
      case 0 -> backend.setWeight(77);
      case 1 -> backend.setId("renamed-1");
      default -> backend.setAddress("192.0.2.99");
    }
    return now.build();
  }

  private static Topology fewer(Topology topology, Random random) {
    Topology.Builder now = topology.toBuilder();
    now.removeLanes(random.nextInt(now.getLanesCount()));
    now.removePools(random.nextInt(now.getPoolsCount()));
    now.removeNics(random.nextInt(now.getNicsCount())).clearVips().clearName();
    return now.build();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Pattern.compile("# ?(c\\d+|end)")
        .matcher(text)
        .results()
        .forEach(found -> words.add(found.group()));
    return words;
  }

  /** How many lines of the one are not in the other. */
  private static int changed(String one, String other) {
    List<String> lines = new ArrayList<>(one.lines().toList());
    other.lines().forEach(lines::remove);
    return lines.size();
  }
}
