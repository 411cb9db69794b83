package io.spinlane.desktop.monitor;

import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.canvas.LiveCard;
import io.spinlane.desktop.canvas.LiveWire;
import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.MovingMaximum;
import io.spinlane.desktop.live.Series;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shows the numbers on the cards and wires of the canvas. */
public final class LiveOverlay implements Pulse.Viewer {
  private static final long WORDS_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final long WIRES_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int BITS_PER_BYTE = 8;

  /** Half a minute at ten samples a second. */
  private static final int SPARKLINE_SAMPLES = 300;

  /** A wire and the counters of bytes its width follows. */
  private record WireRate(Wire wire, List<Integer> bytes) {
    double bytesPerSecond(LiveStats stats) {
      double sum = 0;
      for (int column : bytes) {
        sum += stats.rate(column);
      }
      return sum;
    }
  }

  private final DesignModel model;
  private final CanvasView canvas;
  private final MovingMaximum wireMaximum = new MovingMaximum();
  private final double[] samples = new double[SPARKLINE_SAMPLES];
  private List<CardNumbers> cards = List.of();
  private List<WireRate> wires = List.of();
  private List<Frame> framesSeen = List.of();
  private List<FrameNumbers> frames = List.of();
  private long layoutSeen = -1;
  private boolean rebind = true;
  private boolean labels = true;
  private boolean shownStale;
  private boolean shown;
  private long wordsNs;
  private long wiresNs;

  /** An overlay of a canvas. */
  public LiveOverlay(DesignModel model, CanvasView canvas) {
    this.model = model;
    this.canvas = canvas;
    model.listen((_, _) -> rebind = true);
  }

  /** Shows or hides the rates written on wires. */
  public void showLabels(boolean wanted) {
    labels = wanted;
    wiresNs = 0;
  }

  @Override
  public void frame(LiveStats stats, boolean fresh) {
    SampleLayout layout = stats.layout();
    if (layout == null || !stats.hasSample()) {
      clear();
      return;
    }
    if (rebind || layoutSeen != stats.layoutChanges()) {
      bind(layout);
      layoutSeen = stats.layoutChanges();
      rebind = false;
      wordsNs = 0;
      wiresNs = 0;
    }
    long now = stats.nowNs();
    boolean stale = stats.stale();
    if (stale != shownStale) {
      shownStale = stale;
      wordsNs = 0;
      wiresNs = 0;
    }
    shown = true;
    if (wordsNs == 0 || now - wordsNs >= WORDS_EVERY_NS) {
      wordsNs = now;
      showWords(stats, stale);
      showFrames(stats, layout, stale);
    }
    if (fresh && !stale) {
      showSparklines(stats.histories());
    }
    if (wiresNs == 0 || now - wiresNs >= WIRES_EVERY_NS) {
      wiresNs = now;
      showWires(stats, stale, now);
    }
  }

  private void clear() {
    if (shown) {
      shown = false;
      canvas.clearLive();
    }
  }

  private void bind(SampleLayout layout) {
    canvas.clearLive();
    List<CardNumbers> boundCards = new ArrayList<>();
    for (Element element : model.elements().values()) {
      CardNumbers numbers = new CardNumbers(layout, element, poolMembers(model, element));
      if (numbers.counted()) {
        boundCards.add(numbers);
      }
    }
    cards = boundCards;
    List<WireRate> boundWires = new ArrayList<>();
    for (Wire wire : model.wires()) {
      List<Integer> bytes = bytesOf(layout, wire).filter(column -> column >= 0).boxed().toList();
      if (!bytes.isEmpty()) {
        boundWires.add(new WireRate(wire, bytes));
      }
    }
    wires = boundWires;
    framesSeen = List.of();
  }

  private void bindFrames(SampleLayout layout, List<Frame> drawn) {
    framesSeen = drawn;
    frames =
        drawn.stream()
            .filter(Frame::collapsed)
            .map(frame -> new FrameNumbers(layout, frame))
            .filter(FrameNumbers::counted)
            .toList();
  }

  /** Ids of all back-ends of a back-end's pool; nothing for other elements. */
  static List<String> poolMembers(DesignModel model, Element element) {
    if (element.kind() != ElementKind.ELEMENT_KIND_BACKEND) {
      return List.of();
    }
    Element pool = model.elements().get(element.pool());
    return pool != null && pool.message() instanceof Pool drawn
        ? drawn.getBackendsList().stream().map(backend -> backend.getId()).toList()
        : List.of();
  }

  /** A wire carries what one of its ends counts; to a VIP goes what its services count. */
  private IntStream bytesOf(SampleLayout layout, Wire wire) {
    return switch (wire.kind()) {
      case LANE ->
          IntStream.of(
              layout.index(
                  ElementKind.ELEMENT_KIND_QUEUE,
                  wire.from() + "/" + wire.queue(),
                  CounterNames.RECEIVE_BYTES));
      case ANNOUNCE ->
          model.wires().stream()
              .filter(one -> one.kind() == Wire.Kind.SERVICE && one.from().equals(wire.to()))
              .flatMapToInt(one -> both(layout, ElementKind.ELEMENT_KIND_SERVICE, one.to()));
      case SERVICE -> both(layout, ElementKind.ELEMENT_KIND_SERVICE, wire.to());
      case POOL -> both(layout, ElementKind.ELEMENT_KIND_SERVICE, wire.from());
      case MEMBER -> both(layout, ElementKind.ELEMENT_KIND_BACKEND, wire.to());
    };
  }

  private static IntStream both(SampleLayout layout, ElementKind kind, String id) {
    return IntStream.of(
        layout.index(kind, id, CounterNames.CLIENT_BYTES),
        layout.index(kind, id, CounterNames.SERVER_BYTES));
  }

  private void showWords(LiveStats stats, boolean stale) {
    for (CardNumbers numbers : cards) {
      LiveCard card = canvas.liveCard(numbers.id()).orElse(null);
      if (card == null) {
        continue;
      }
      card.showNumbers(
          stale ? old(numbers.first(stats), stats) : numbers.headline(stats),
          numbers.detail(stats));
      card.showStale(stale);
    }
  }

  private static String old(String words, LiveStats stats) {
    return Texts.get("live.stale", words, Units.age(stats.ageNs()));
  }

  /** The frames are others once the host is known, and after every move. */
  private void showFrames(LiveStats stats, SampleLayout layout, boolean stale) {
    List<Frame> drawn = canvas.frames().frames();
    if (!drawn.equals(framesSeen)) {
      bindFrames(layout, drawn);
    }
    for (FrameNumbers numbers : frames) {
      canvas.showLive(
          numbers.key(),
          stale ? old(numbers.first(stats), stats) : numbers.headline(stats),
          numbers.detail(stats),
          stale);
    }
  }

  private void showSparklines(Map<String, Series> histories) {
    histories.forEach(
        (id, series) -> {
          LiveCard card = canvas.liveCard(id).orElse(null);
          if (card != null) {
            int count = series.recentPackets(samples);
            double top = 1;
            for (int i = 0; i < count; i++) {
              top = Math.max(top, samples[i]);
            }
            card.showSamples(samples, count, top * 1.1);
          }
        });
  }

  private void showWires(LiveStats stats, boolean stale, long now) {
    double largest = 0;
    for (WireRate wire : wires) {
      double rate = wire.bytesPerSecond(stats);
      largest = Double.isNaN(rate) ? largest : Math.max(largest, rate);
    }
    wireMaximum.offer(largest, now);
    for (WireRate wire : wires) {
      @Nullable LiveWire strand = canvas.liveWire(wire.wire()).orElse(null);
      if (strand != null) {
        double rate = wire.bytesPerSecond(stats);
        strand.showShare(stale ? 0 : wireMaximum.share(rate));
        strand.showLabel(labels && !stale ? Units.bits(rate * BITS_PER_BYTE) : "");
        strand.showStale(stale);
      }
    }
  }
}
