package io.spinlane.desktop.io.picture;

import io.spinlane.desktop.text.Texts;
import java.io.ByteArrayInputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The metadata of an SVG that holds a topology. */
public final class SvgText {
  /** Namespace of the element that holds it. */
  public static final String NAMESPACE = "urn:spinlane:topology:1";

  /** Local name of that element. */
  public static final String ELEMENT = "topology";

  private SvgText() {}

  /** The text of our element. */
  static String read(byte[] svg) throws BrokenPictureException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(svg));
      boolean picture = false;
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        picture |= xml.getLocalName().equals("svg");
        if (!picture) {
          throw new BrokenPictureException(Texts.get("picture.notSvg", xml.getLocalName()));
        }
        if (NAMESPACE.equals(xml.getNamespaceURI()) && ELEMENT.equals(xml.getLocalName())) {
          return xml.getElementText();
        }
      }
    } catch (XMLStreamException e) {
      Location at = e.getLocation();
      String reason = String.valueOf(e.getMessage()).replaceFirst("(?s).*\\nMessage: ", "");
      throw new BrokenPictureException(
          at == null ? 0 : at.getLineNumber(), at == null ? 0 : at.getColumnNumber(), reason);
    }
    throw new BrokenPictureException(Texts.get("picture.nothing"));
  }
}
