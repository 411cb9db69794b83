package io.spinlane.topology.file;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A topology with where each of its values stands in the text it was read from.
 *
 * @param topology what the text says
 * @param format how it was written
 * @param sourceName the file, as it was named by the caller
 * @param text what was read
 * @param positions place of every value by its path, such as {@code services[0].ports[1]}
 * @param comments what people wrote beside the values, if the format has comments
 */
public record TopologyDocument(
    Topology topology,
    Format format,
    String sourceName,
    String text,
    Map<String, Position> positions,
    Comments comments) {

  public TopologyDocument {
    positions = Map.copyOf(positions);
  }

  /** The diagnostics with line and column of the element or, when it is written, of the field. */
  public List<Diagnostic> locate(List<Diagnostic> diagnostics) {
    List<Elements.Element> elements = Elements.of(topology);
    return diagnostics.stream()
        .map(
            diagnostic -> {
              Position position = position(diagnostic, elements);
              return diagnostic.toBuilder()
                  .setLine(position.line())
                  .setColumn(position.column())
                  .build();
            })
        .toList();
  }

  private Position position(Diagnostic diagnostic, List<Elements.Element> elements) {
    // When two elements share a name, the last is the one that is too many.
    String path =
        elements.reversed().stream()
            .filter(element -> element.ref().equals(diagnostic.getElement()))
            .findFirst()
            .map(Elements.Element::path)
            .orElse("");
    String field = diagnostic.getField();
    String whole = path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
    return position(whole);
  }

  /** The place of the value with this path, or of the closest thing around it that is written. */
  public Position position(String path) {
    for (String around = path; !around.isEmpty(); ) {
      Position position = positions.get(around);
      if (position != null) {
        return position;
      }
      around = MessageReader.around(around);
    }
    return Optional.ofNullable(positions.get("")).orElse(Position.START);
  }

  /** The place of an element; the first line when the text does not hold it. */
  public Position position(ElementRef element) {
    return position(Diagnostic.newBuilder().setElement(element).build(), Elements.of(topology));
  }
}
