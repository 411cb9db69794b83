package io.spinlane.desktop.export;

import io.spinlane.desktop.io.picture.SvgText;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.Outline;
import io.spinlane.desktop.painter.Surface;
import io.spinlane.desktop.painter.Type;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** SVG 1.1, one element for each call; text stays text, and each card is a group with its name. */
final class SvgSurface implements Surface, AutoCloseable {
  private static final String SVG = "http://www.w3.org/2000/svg";

  /** What XML 1.0 §2.2 does not allow, escaped or not. */
  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final XMLStreamWriter xml;

  /**
   * Begins a picture.
   *
   * @param topology goes into the metadata; empty for none
   */
  SvgSurface(OutputStream out, Area area, String title, String topology) {
    try {
      xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace(SVG);
      xml.writeAttribute("width", number(area.width()));
      xml.writeAttribute("height", number(area.height()));
      xml.writeAttribute(
          "viewBox",
          number(area.x())
              + " "
              + number(area.y())
              + " "
              + number(area.width())
              + " "
              + number(area.height()));
      xml.writeAttribute("font-family", Typeface.FAMILIES);
      xml.writeAttribute("stroke-linecap", "round");
      xml.writeAttribute("stroke-linejoin", "round");
      element("title", title);
      if (!topology.isEmpty()) {
        xml.writeStartElement("metadata");
        xml.writeStartElement(SvgText.ELEMENT);
        xml.writeDefaultNamespace(SvgText.NAMESPACE);
        xml.writeCharacters(escaped(topology));
        xml.writeEndElement();
        xml.writeEndElement();
      }
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  private static String clean(String text) {
    return NOT_XML.matcher(text).replaceAll("\uFFFD");
  }

  /** JSON says such characters in another way. */
  private static String escaped(String json) {
    return NOT_XML
        .matcher(json)
        .replaceAll(match -> String.format("\\\\u%04x", (int) match.group().charAt(0)));
  }

  private static WriteFailedException failed(XMLStreamException e) {
    return new WriteFailedException(e);
  }

  @Override
  public void fillRect(double x, double y, double width, double height, double radius, Color fill) {
    empty("rect", "x", x, "y", y, "width", width, "height", height);
    radius(radius);
    fill(fill);
  }

  @Override
  public void strokeRect(
      double x,
      double y,
      double width,
      double height,
      double radius,
      Color stroke,
      double lineWidth) {
    empty("rect", "x", x, "y", y, "width", width, "height", height);
    radius(radius);
    line(stroke, lineWidth);
  }

  private void radius(double radius) {
    if (radius > 0) {
      attribute("rx", number(radius));
    }
  }

  @Override
  public void fillCircle(double x, double y, double radius, Color fill) {
    empty("circle", "cx", x, "cy", y, "r", radius);
    fill(fill);
  }

  @Override
  public void fill(Outline outline, Color fill) {
    empty("path");
    attribute("d", data(outline));
    fill(fill);
  }

  @Override
  public void stroke(Outline outline, Color stroke, double lineWidth, double... dashes) {
    empty("path");
    attribute("d", data(outline));
    line(stroke, lineWidth);
    if (dashes.length > 0) {
      attribute(
          "stroke-dasharray",
          Arrays.stream(dashes).mapToObj(SvgSurface::number).collect(Collectors.joining(" ")));
    }
  }

  @Override
  public void text(String text, double x, double baseline, Type type, Align align, Color fill) {
    try {
      xml.writeStartElement("text");
      xml.writeAttribute("x", number(x));
      xml.writeAttribute("y", number(baseline));
      xml.writeAttribute("font-size", number(type.size()));
      if (type.bold()) {
        xml.writeAttribute("font-weight", "bold");
      }
      if (align != Align.LEFT) {
        xml.writeAttribute("text-anchor", align == Align.CENTER ? "middle" : "end");
      }
      fill(fill);
      xml.writeCharacters(clean(text));
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  @Override
  public double width(String text, Type type) {
    // a real bold face is a little wider than ours
    return Typeface.width(text, type) * (type.bold() ? 1.04 : 1);
  }

  @Override
  public void begin(String title) {
    try {
      xml.writeStartElement("g");
      element("title", title);
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  @Override
  public void end() {
    try {
      xml.writeEndElement();
      xml.writeCharacters("\n");
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private void empty(String name, Object... places) {
    try {
      xml.writeEmptyElement(name);
      for (int i = 0; i < places.length; i += 2) {
        xml.writeAttribute((String) places[i], number((Double) places[i + 1]));
      }
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private void fill(Color fill) {
    attribute("fill", hex(fill));
    opacity("fill-opacity", fill);
  }

  private void line(Color stroke, double lineWidth) {
    attribute("fill", "none");
    attribute("stroke", hex(stroke));
    opacity("stroke-opacity", stroke);
    attribute("stroke-width", number(lineWidth));
  }

  private void opacity(String name, Color color) {
    if (color.getOpacity() < 1) {
      attribute(name, number(color.getOpacity()));
    }
  }

  private void attribute(String name, String value) {
    try {
      xml.writeAttribute(name, value);
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private static String hex(Color color) {
    return "#" + color.toString().substring(2, 8);
  }

  /** Hundredths of a unit are finer than any screen shows. */
  static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String data(Outline outline) {
    StringBuilder data = new StringBuilder();
    outline.draw(
        new Outline.Pen() {
          @Override
          public void moveTo(double x, double y) {
            add('M', x, y);
          }

          @Override
          public void lineTo(double x, double y) {
            add('L', x, y);
          }

          @Override
          public void curveTo(double x1, double y1, double x2, double y2, double x, double y) {
            add('C', x1, y1, x2, y2, x, y);
          }

          @Override
          public void close() {
            data.append('Z');
          }

          private void add(char kind, double... at) {
            data.append(kind);
            for (int i = 0; i < at.length; i++) {
              data.append(i == 0 ? "" : " ").append(number(at[i]));
            }
          }
        });
    return data.toString();
  }
}
