package io.spinlane.topology.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.Elements;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  static List<Sample> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void breaksNoRule(Sample sample) {
    assertThat(Rules.check(sample.topology())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isWrittenAsWeWriteFiles(Sample sample) throws Exception {
    String yaml = TopologyFiles.write(sample.topology(), Format.YAML);
    assertThat(yaml).isEqualTo(Samples.text(sample.id()));
    String json = TopologyFiles.write(sample.topology(), Format.JSON);
    assertThat(TopologyFiles.read(json, Format.JSON, sample.id()).topology())
        .isEqualTo(sample.topology());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void placesEveryElementAndDescribesItself(Sample sample) {
    Set<String> drawn =
        Elements.of(sample.topology()).stream()
            .map(Elements.Element::ref)
            .filter(ref -> ref.getKind() != ElementKind.ELEMENT_KIND_LANE)
            .map(ElementRef::getId)
            .collect(Collectors.toSet());
    assertThat(sample.topology().getLayoutMap().keySet()).isEqualTo(drawn);
    assertThat(sample.title()).isNotBlank();
    assertThat(sample.description()).endsWith(".");
  }

  @Test
  void areFoundById() {
    assertThat(Samples.find(Samples.FIRST)).contains(Samples.all().getFirst());
    assertThat(Samples.find("none")).isEmpty();
  }
}
