package io.spinlane.icons;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An icon as shapes: what its SVG file says, with every element turned into path data. Understands
 * the part of SVG 1.1 the family is drawn in: {@code path}, {@code circle}, {@code rect} with
 * {@code rx}, {@code line}; {@code fill}, {@code stroke} and {@code stroke-width} on a shape or on
 * {@code svg}. Line ends and joins are always round.
 *
 * @param sizeUnits width and height of the view box, whose origin is 0, 0
 * @param shapes in the order they are painted
 */
public record Drawing(double sizeUnits, List<Shape> shapes) {
  /** The colour word for "whatever colour the text around me has". */
  public static final String CURRENT_COLOR = "currentColor";

  /** Copies the list. */
  public Drawing {
    shapes = List.copyOf(shapes);
  }

  /**
   * One shape.
   *
   * @param path SVG path data
   * @param fill {@code #rrggbb}, {@link #CURRENT_COLOR}, or null for none
   * @param stroke like fill
   * @param strokeWidthUnits in units of the view box
   */
  public record Shape(
      String path, @Nullable String fill, @Nullable String stroke, double strokeWidthUnits) {}

  /** Path data of all outlines that take the reader's colour, for one toolkit path. */
  public String strokePath() {
    StringBuilder all = new StringBuilder();
    for (Shape shape : shapes) {
      if (CURRENT_COLOR.equals(shape.stroke())) {
        all.append(all.isEmpty() ? "" : " ").append(shape.path());
      }
    }
    return all.toString();
  }

  /**
   * Reads an SVG file and closes it.
   *
   * @throws IllegalArgumentException if it holds something outside the part understood here
   */
  public static Drawing read(InputStream svg) {
    try (svg) {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      return read(factory.createXMLStreamReader(svg));
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("not an SVG file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Drawing read(XMLStreamReader xml) throws XMLStreamException {
    List<Shape> shapes = new ArrayList<>();
    double size = 0;
    @Nullable String fill = null;
    @Nullable String stroke = null;
    double width = 1;
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT || xml.getLocalName().equals("title")) {
        continue;
      }
      @Nullable String ownFill = paint(xml, "fill", fill);
      @Nullable String ownStroke = paint(xml, "stroke", stroke);
      double ownWidth = number(xml, "stroke-width", width);
      if (xml.getLocalName().equals("svg")) {
        fill = ownFill;
        stroke = ownStroke;
        width = ownWidth;
        size = Double.parseDouble(text(xml, "viewBox").split(" ", -1)[2]);
      } else {
        shapes.add(new Shape(path(xml), ownFill, ownStroke, ownWidth));
      }
    }
    return new Drawing(size, shapes);
  }

  private static String path(XMLStreamReader xml) {
    return switch (xml.getLocalName()) {
      case "path" -> text(xml, "d");
      case "line" ->
          "M"
              + text(xml, "x1")
              + " "
              + text(xml, "y1")
              + "L"
              + text(xml, "x2")
              + " "
              + text(xml, "y2");
      case "circle" -> {
        double radius = number(xml, "r", 0);
        String arc = "a" + radius + " " + radius + " 0 1 0 ";
        yield "M"
            + (number(xml, "cx", 0) - radius)
            + " "
            + number(xml, "cy", 0)
            + arc
            + (2 * radius)
            + " 0"
            + arc
            + (-2 * radius)
            + " 0z";
      }
      case "rect" -> {
        double radius = number(xml, "rx", 0);
        double across = number(xml, "width", 0) - 2 * radius;
        double down = number(xml, "height", 0) - 2 * radius;
        String arc = "a" + radius + " " + radius + " 0 0 1 ";
        yield "M"
            + (number(xml, "x", 0) + radius)
            + " "
            + number(xml, "y", 0)
            + "h"
            + across
            + arc
            + radius
            + " "
            + radius
            + "v"
            + down
            + arc
            + -radius
            + " "
            + radius
            + "h"
            + -across
            + arc
            + -radius
            + " "
            + -radius
            + "v"
            + -down
            + arc
            + radius
            + " "
            + -radius
            + "z";
      }
      default ->
          throw new IllegalArgumentException(
              "the element " + xml.getLocalName() + " is not used in the icon family");
    };
  }

  private static @Nullable String paint(
      XMLStreamReader xml, String attribute, @Nullable String inherited) {
    String own = xml.getAttributeValue(null, attribute);
    return own == null ? inherited : own.equals("none") ? null : own;
  }

  private static double number(XMLStreamReader xml, String attribute, double otherwise) {
    String own = xml.getAttributeValue(null, attribute);
    return own == null ? otherwise : Double.parseDouble(own);
  }

  private static String text(XMLStreamReader xml, String attribute) {
    String own = xml.getAttributeValue(null, attribute);
    if (own == null) {
      throw new IllegalArgumentException(xml.getLocalName() + " has no " + attribute);
    }
    return own;
  }
}
