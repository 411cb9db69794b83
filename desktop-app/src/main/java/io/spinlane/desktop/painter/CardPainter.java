package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.painter.Surface.Align;
import io.spinlane.v1.ElementKind;
import javafx.scene.paint.Color;

/** Draws cards for pictures, laid out as the nodes on the screen are. */
final class CardPainter {
  private static final double RADIUS = 8;
  private static final double TILE = 32;
  private static final double ICON_SCALE = 0.8;
  private static final double ICON_UNITS = 24;
  private static final double ICON_LINE = 2;
  private static final double TEXT_X = 50;
  private static final double PAD = 12;
  private static final double DOT = 4.5;
  private static final Type TITLE = Type.bold(14);
  private static final Type TEXT = Type.plain(12);
  private static final Type NUMBER = Type.bold(12);

  private final Surface surface;
  private final Ink ink;

  CardPainter(Surface surface, Ink ink) {
    this.surface = surface;
    this.ink = ink;
  }

  void paint(CardFace face) {
    Element element = face.element();
    surface.begin(CardText.spoken(element));
    if (element.kind() == ElementKind.ELEMENT_KIND_NOTE) {
      paintNote(face);
    } else {
      paintCard(face);
    }
    surface.end();
  }

  private void paintCard(CardFace face) {
    Area area = face.area();
    Element element = face.element();
    CardInk cards = ink.cards();
    plate(area, cards.face(), cards.edge());
    sign(element, area.x() + 10, area.y() + 12);
    double room = area.width() - TEXT_X - 8;
    line(element.id(), area.x() + TEXT_X, area.y() + 19, room, TITLE, ink.text());
    line(CardText.subtitle(element), area.x() + TEXT_X, area.y() + 36, room, TEXT, ink.caption());
    boolean graph = Cards.isSwitchCore(element);
    double footerY = area.y() + (graph ? 88 : 62);
    Color numbers = face.stale() ? ink.stale() : face.live() ? ink.text() : ink.caption();
    Type type = face.live() && !face.stale() ? NUMBER : TEXT;
    line(face.footer(), area.x() + PAD, footerY, area.width() - 2 * PAD, type, numbers);
    if (!face.detail().isEmpty()) {
      Color detail = face.stale() ? ink.stale() : ink.caption();
      line(face.detail(), area.x() + PAD, footerY + 16, area.width() - 2 * PAD, TEXT, detail);
    }
    if (graph) {
      sparkline(face, new Area(area.x() + PAD, area.y() + 50, area.width() - 2 * PAD, 24));
    }
    ports(element, area);
  }

  private void plate(Area area, Color face, Color edge) {
    surface.fillRect(area.x(), area.y(), area.width(), area.height(), RADIUS, face);
    surface.strokeRect(
        area.x() + 0.5, area.y() + 0.5, area.width() - 1, area.height() - 1, RADIUS - 0.5, edge, 1);
  }

  private void sign(Element element, double x, double y) {
    surface.fillRect(x, y, TILE, TILE, 7, ink.cards().tile(element.kind()));
    double inset = (TILE - ICON_UNITS * ICON_SCALE) / 2;
    surface.stroke(
        Signs.outline(Signs.of(element)).placed(ICON_SCALE, x + inset, y + inset),
        Color.WHITE,
        ICON_LINE * ICON_SCALE);
  }

  private void line(String text, double x, double middle, double room, Type type, Color color) {
    if (!text.isEmpty()) {
      String fitting = Lines.fit(surface, text, type, room);
      surface.text(fitting, x, type.baseline(middle), type, Align.LEFT, color);
    }
  }

  private void sparkline(CardFace face, Area area) {
    Color core = face.stale() ? ink.stale() : ink.cards().core();
    double floor = area.y() + area.height() - 0.5;
    surface.stroke(
        new Outline().moveTo(area.x(), floor).lineTo(area.x() + area.width(), floor),
        core.deriveColor(0, 1, 1, 0.35),
        1);
    int count = face.shares().size();
    if (count < 2) {
      return;
    }
    Outline line = new Outline();
    Outline under = new Outline().moveTo(area.x(), floor);
    for (int i = 0; i < count; i++) {
      double x = area.x() + area.width() * i / (count - 1);
      double y = floor - (area.height() - 2) * Math.clamp(face.shares().get(i), 0, 1);
      under.lineTo(x, y);
      if (i == 0) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    surface.fill(
        under.lineTo(area.x() + area.width(), floor).close(), core.deriveColor(0, 1, 1, 0.18));
    surface.stroke(line, core, 1.4);
  }

  private void ports(Element element, Area area) {
    double right = area.x() + area.width();
    if (Cards.hasInput(element)) {
      port(area.x(), area.y() + Cards.PORT_Y, ink.cards().port());
    }
    if (element.kind() == ElementKind.ELEMENT_KIND_NIC) {
      int queues = Cards.queuePorts(element);
      for (int queue = 0; queue < queues; queue++) {
        port(right, area.y() + Cards.PORT_Y + Cards.PORT_STEP * queue, ink.cards().core());
      }
      port(right, area.y() + Cards.PORT_Y + Cards.PORT_STEP * queues, ink.cards().vip());
    } else if (Cards.hasOutput(element)) {
      port(right, area.y() + Cards.PORT_Y, ink.cards().port());
    }
  }

  private void port(double x, double y, Color color) {
    surface.fillCircle(x, y, DOT + 1.5, ink.cards().face());
    surface.fillCircle(x, y, DOT, color);
  }

  private void paintNote(CardFace face) {
    Area area = face.area();
    plate(area, ink.cards().noteFace(), ink.cards().noteEdge());
    double step = 16;
    int most = (int) Math.max(1, Math.floor((area.height() - 16) / step));
    double middle = area.y() + 8 + step / 2;
    for (String line : Lines.wrap(surface, face.detail(), TEXT, area.width() - 2 * PAD, most)) {
      surface.text(line, area.x() + PAD, TEXT.baseline(middle), TEXT, Align.LEFT, ink.text());
      middle += step;
    }
  }
}
