package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Topology;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML of {@code lstopo --of xml}, as hwloc 1 and hwloc 2 write it. */
final class LstopoImport {
  /** Objects that say nothing about cores and NICs, or whose meaning the others repeat. */
  private static final Set<String> SCENERY =
      Set.of("Machine", "Group", "Die", "Bridge", "PCIDev", "System", "Module", "MemCache");

  /** The network, among operating system devices (hwloc's HWLOC_OBJ_OSDEV_NETWORK). */
  private static final String NETWORK = "2";

  private final XMLStreamReader xml;
  private final Deque<HwlocObject> open = new ArrayDeque<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final HwlocHost host = new HwlocHost();

  private LstopoImport(XMLStreamReader xml) {
    this.xml = xml;
  }

  static Imported read(String text) throws BrokenFileException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    // The file's DTD is a name only; a file from somewhere must not make this program fetch
    // another.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      LstopoImport importer =
          new LstopoImport(factory.createXMLStreamReader(new StringReader(text)));
      importer.document();
      return new Imported(
          ForeignFormat.LSTOPO,
          Topology.getDefaultInstance(),
          Optional.of(importer.host.inventory()),
          List.copyOf(importer.leftOut));
    } catch (XMLStreamException e) {
      Location place = e.getLocation();
      String why = String.valueOf(e.getMessage()).replaceFirst("(?s).*Message: ", "");
      int line = place == null ? 1 : Math.max(place.getLineNumber(), 1);
      int column = place == null ? 1 : Math.max(place.getColumnNumber(), 1);
      throw new BrokenFileException(line, column, Texts.get("foreign.broken.xml", why));
    }
  }

  private void document() throws XMLStreamException, BrokenFileException {
    boolean root = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (!root && !xml.getLocalName().equals("topology")) {
          Location place = xml.getLocation();
          throw new BrokenFileException(
              place.getLineNumber(),
              place.getColumnNumber(),
              Texts.get("foreign.broken.notLstopo", xml.getLocalName()));
        }
        root = true;
        begin();
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("object")) {
        host.add(open.pop());
      }
    }
  }

  private void begin() {
    switch (xml.getLocalName()) {
      case "object" -> {
        HwlocObject parent = open.peek();
        HwlocObject object = new HwlocObject(attributes(), new HashMap<>(), parent);
        open.push(object);
        host.begin(object);
        if (object.type().equals("OSDev") && !object.is("osdev_type", NETWORK)) {
          leave(object.attribute("name"), Texts.get("foreign.reason.osDevice"));
        } else if (!known(object.type())) {
          leave(object.type(), Texts.get("foreign.reason.hwlocObject", object.type()));
        }
      }
      case "info" -> {
        HwlocObject object = open.peek();
        if (object != null) {
          Map<String, String> info = attributes();
          object.infos().put(info.getOrDefault("name", ""), info.getOrDefault("value", ""));
        }
      }
      case "distances", "distances2", "distances2hetero", "memattr", "cpukind" ->
          leave(xml.getLocalName(), Texts.get("foreign.reason.hwlocElement"));
      default -> {} // The root, and what belongs to an element told above.
    }
  }

  private static boolean known(String type) {
    return SCENERY.contains(type) || HwlocHost.CARRIED.contains(type) || type.endsWith("Cache");
  }

  private void leave(String text, String reason) {
    Location place = xml.getLocation();
    leftOut.add(new LeftOut(place.getLineNumber(), place.getColumnNumber(), text, reason));
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    return attributes;
  }
}
