package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.SynCookies;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.TcpOptions;
import io.spinlane.agent.packet.Wire;
import io.spinlane.agent.telemetry.CoreCounter;

/**
 * SYN cookies in front of a service (RFC 4987 §3.6): a SYN is answered without remembering
 * anything, and only a client that sends the cookie back gets a connection, and its back-end a SYN.
 *
 * <pre>
 *   client                    switch                     back-end
 *     │ SYN c ─────────────────▶ │
 *     │ ◀────── SYN-ACK k, c + 1 │  window 0: nothing may be sent yet
 *     │ ACK k + 1 ─────────────▶ │ SYN c ──────────────────▶ │
 *     │                          │ ◀──────── SYN-ACK s, c + 1 │
 *     │ ◀── ACK, window is open  │ ACK s + 1 ──────────────▶ │
 *     │ ◀──── s + (k − s) ─────▶ │ ◀─────────── s ─────────▶ │  for the rest of the connection
 * </pre>
 *
 * <p>The closed window keeps data away until the back-end has agreed, so none is held or lost here.
 * What is lost of the handshake is made up for when the client says anything, such as its probe of
 * the window (RFC 9293 §3.8.6.1): its own acknowledgement, or the SYN to the back-end. The
 * back-end's window scale is not known when the client is told one; what differs is shifted in
 * every segment.
 *
 * <p>Owned by one core; what it keeps is in the connection table.
 */
final class SynProxy {
  /** What clients that scale windows are told; Linux uses it for the standard buffers. */
  private static final int WINDOW_SCALE = 7;

  /** No larger segments are asked for before the back-end has been. */
  private static final int ETHERNET_MTU_BYTES = 1500;

  private static final int MAX_WINDOW = 0xffff;

  /**
   * {@link io.spinlane.agent.balance.ConnectionExtras#handshake}: back-end's window scale + 1 │
   * settings │ client's window.
   */
  private static final int SETTINGS_SHIFT = 16;

  private static final int SETTINGS_MASK = 0xff;
  private static final int SCALE_SHIFT = 24;

  private final CoreContext context;
  private final ConnectionTable table;
  private final SynCookies cookies;
  private final Rewriter rewriter;
  private final Responder responder;

  /** The one segment made in answer to the back-end. */
  private final PacketBatch made = new PacketBatch();

  SynProxy(
      CoreContext context,
      ConnectionTable table,
      SynCookies cookies,
      Rewriter rewriter,
      Responder responder) {
    this.context = context;
    this.table = table;
    this.cookies = cookies;
    this.rewriter = rewriter;
    this.responder = responder;
  }

  /** Answers a SYN with a cookie. */
  void challenge(PacketBatch packets, int i, int nicRow) {
    long segment = packets.transport(i);
    long options = TcpOptions.parse(MEMORY, segment);
    int sequence = Tcp.sequence(MEMORY, segment);
    int cookie =
        cookies.make(
            packets.sourceHigh(i),
            packets.sourceLow(i),
            packets.destinationHigh(i),
            packets.destinationLow(i),
            packets.ports(i),
            sequence,
            options,
            context.nowNs);
    boolean scales = TcpOptions.windowScale(options) != TcpOptions.NO_WINDOW_SCALE;
    int header = packets.ipv6(i) ? Ipv6.HEADER_BYTES : Ipv4.HEADER_BYTES;
    int mtu = Math.min(context.nicPlan(nicRow).info().mtuBytes(), ETHERNET_MTU_BYTES);
    long answer = Responder.answerAt(packets, i);
    int ports = Integer.rotateLeft(packets.ports(i), 16);
    Tcp.write(MEMORY, answer, ports, cookie, sequence + 1, Tcp.SYN | Tcp.ACK);
    int bytes =
        Tcp.HEADER_BYTES
            + TcpOptions.write(
                MEMORY,
                FrameMemory.at(answer + Tcp.HEADER_BYTES),
                mtu - header - Tcp.HEADER_BYTES,
                scales ? WINDOW_SCALE : TcpOptions.NO_WINDOW_SCALE,
                TcpOptions.sackPermitted(options));
    Tcp.headerBytes(MEMORY, answer, bytes);
    context.count(CoreCounter.SYN_COOKIES_SENT);
    responder.answer(packets, i, nicRow, bytes);
  }

  /**
   * Whether a segment of no connection brings a cookie back; then what has to be kept of it is put
   * into the connection that is about to be inserted.
   */
  boolean accepts(PacketBatch packets, int i, Connection into) {
    if ((packets.flags(i) & (Tcp.SYN | Tcp.ACK | Tcp.RST)) != Tcp.ACK) {
      return false;
    }
    long segment = packets.transport(i);
    int cookie = Tcp.acknowledgement(MEMORY, segment) - 1;
    int sequence = Tcp.sequence(MEMORY, segment) - 1;
    int settings = check(packets, i, sequence, cookie);
    if (settings == SynCookies.INVALID && isProbe(packets, i)) {
      sequence++;
      settings = check(packets, i, sequence, cookie);
    }
    if (settings == SynCookies.INVALID) {
      return false;
    }
    int scale = Math.max(0, SynCookies.windowScale(settings));
    int window = Math.min(MAX_WINDOW, Tcp.window(MEMORY, segment) << scale);
    into.cookie = cookie;
    into.clientSequence = sequence;
    into.handshake = settings << SETTINGS_SHIFT | window;
    context.count(CoreCounter.SYN_COOKIES_ACCEPTED);
    return true;
  }

  /**
   * Whether it may be the probe of a closed window: without data, one number too low (RFC 9293
   * §3.8.6.1, as hosts do it). All that a client says whose acknowledgement was lost.
   */
  private static boolean isProbe(PacketBatch packets, int i) {
    long segment = packets.transport(i);
    int headers = (int) (segment - packets.network(i)) + Tcp.headerBytes(MEMORY, segment);
    return packets.bytes(i) == headers;
  }

  private int check(PacketBatch packets, int i, int sequence, int cookie) {
    return cookies.check(
        packets.sourceHigh(i),
        packets.sourceLow(i),
        packets.destinationHigh(i),
        packets.destinationLow(i),
        packets.ports(i),
        sequence,
        cookie,
        context.nowNs);
  }

  /** Sends a packet of a connection with a cookie to its back-end. */
  void toBackend(PacketBatch packets, int i, Connection connection, int nicRow) {
    if ((connection.flags & ConnectionFlags.TRANSLATED) == 0) {
      open(packets, i, connection, nicRow);
      return;
    }
    if (packets.part(i) != PacketBatch.LATER) {
      long segment = packets.transport(i);
      int difference = table.extras().sequence(connection.entry);
      int acknowledged = Tcp.acknowledgement(MEMORY, segment);
      Tcp.acknowledgement(MEMORY, segment, acknowledged - difference);
      long options = TcpOptions.parse(MEMORY, segment);
      long change =
          Checksum.replaced(acknowledged, acknowledged - difference)
              + TcpOptions.shiftSack(MEMORY, segment, options, -difference)
              + window(segment, backendsView(segment, table.extras().handshake(connection.entry)));
      checksum(packets, i, change);
    }
    rewriter.toBackend(packets, i, connection, nicRow);
  }

  /** Sends a packet of a connection with a cookie to its client, or takes it as an answer. */
  void toClient(PacketBatch packets, int i, Connection connection, int nicRow) {
    if (packets.part(i) != PacketBatch.LATER) {
      boolean answer = (packets.flags(i) & Tcp.SYN) != 0;
      if (answer || (connection.flags & ConnectionFlags.TRANSLATED) == 0) {
        answered(packets, i, connection, nicRow);
        return;
      }
      long segment = packets.transport(i);
      int number = Tcp.sequence(MEMORY, segment);
      int translated = number + table.extras().sequence(connection.entry);
      Tcp.sequence(MEMORY, segment, translated);
      long change =
          Checksum.replaced(number, translated)
              + window(segment, clientsView(segment, table.extras().handshake(connection.entry)));
      checksum(packets, i, change);
    }
    rewriter.toClient(packets, i, connection, nicRow);
  }

  /** The client was told one window scale, and the back-end may have chosen another. */
  private static int clientsView(long segment, int handshake) {
    int window = Tcp.window(MEMORY, segment);
    boolean scales = clientScale(handshake) != TcpOptions.NO_WINDOW_SCALE;
    int bytes = window << Math.max(0, backendScale(handshake));
    return scales ? Math.min(MAX_WINDOW, bytes >>> WINDOW_SCALE) : window;
  }

  /** The client may scale its windows, and the back-end not know how to. */
  private static int backendsView(long segment, int handshake) {
    int window = Tcp.window(MEMORY, segment);
    boolean unknown = backendScale(handshake) == TcpOptions.NO_WINDOW_SCALE;
    int scale = Math.max(0, clientScale(handshake));
    return unknown ? Math.min(MAX_WINDOW, window << scale) : window;
  }

  private static int settings(int handshake) {
    return handshake >>> SETTINGS_SHIFT & SETTINGS_MASK;
  }

  private static int clientScale(int handshake) {
    return SynCookies.windowScale(settings(handshake));
  }

  private static int backendScale(int handshake) {
    return (handshake >>> SCALE_SHIFT) - 1;
  }

  private static long window(long segment, int window) {
    int before = Tcp.window(MEMORY, segment);
    Tcp.window(MEMORY, segment, window);
    return Checksum.replaced16(before, window);
  }

  private static void checksum(PacketBatch packets, int i, long change) {
    if ((Frame.flags(packets.frame(i)) & Frame.CHECKSUM_PARTIAL) == 0) {
      long segment = packets.transport(i);
      Tcp.checksum(MEMORY, segment, Checksum.update(Tcp.checksum(MEMORY, segment), change));
    }
  }

  /** Sends the SYN to the back-end, in the place of what the client sent. */
  private void open(PacketBatch packets, int i, Connection connection, int nicRow) {
    if ((packets.flags(i) & Tcp.RST) != 0 || packets.part(i) != PacketBatch.WHOLE) {
      context.drop(packets.frame(i), CoreCounter.DROP_HANDSHAKE);
      return;
    }
    int handshake = table.extras().handshake(connection.entry);
    int settings = settings(handshake);
    long segment = packets.transport(i);
    int sequence = table.extras().clientSequence(connection.entry);
    Tcp.write(MEMORY, segment, packets.ports(i), sequence, 0, Tcp.SYN);
    Tcp.window(MEMORY, segment, handshake & MAX_WINDOW);
    int bytes =
        Tcp.HEADER_BYTES
            + TcpOptions.write(
                MEMORY,
                FrameMemory.at(segment + Tcp.HEADER_BYTES),
                SynCookies.mss(settings),
                SynCookies.windowScale(settings),
                SynCookies.sackPermitted(settings));
    finish(packets, i, bytes);
    rewriter.toBackend(packets, i, connection, nicRow);
  }

  /** Takes what a back-end says to a SYN; a SYN-ACK may come again when the answer was lost. */
  private void answered(PacketBatch packets, int i, Connection connection, int nicRow) {
    int entry = connection.entry;
    long segment = packets.transport(i);
    int flags = packets.flags(i);
    int first = table.extras().clientSequence(entry) + 1;
    int number = Tcp.sequence(MEMORY, segment);
    boolean again = (connection.flags & ConnectionFlags.TRANSLATED) != 0;
    int known = table.extras().sequence(entry);
    boolean reset = (flags & Tcp.RST) != 0;
    boolean agreed = (flags & (Tcp.SYN | Tcp.ACK)) == (Tcp.SYN | Tcp.ACK);
    if (Tcp.acknowledgement(MEMORY, segment) != first || !(reset || agreed)) {
      context.drop(packets.frame(i), CoreCounter.DROP_HANDSHAKE);
      return;
    }
    int cookie = again ? number + known : known;
    int window = 0;
    if (!reset) {
      window = Tcp.window(MEMORY, segment);
      if (!again) {
        int scale = TcpOptions.windowScale(TcpOptions.parse(MEMORY, segment));
        int handshake = table.extras().handshake(entry) | (scale + 1) << SCALE_SHIFT;
        table.extras().translate(entry, cookie - number, handshake);
        table.raise(entry, ConnectionFlags.TRANSLATED);
      }
      acknowledge(packets, i, nicRow, first, number + 1, table.extras().handshake(entry));
      // In a SYN a window is never scaled, and in the client's view of this segment it is.
      boolean scales = clientScale(table.extras().handshake(entry)) != TcpOptions.NO_WINDOW_SCALE;
      window = scales ? window >>> WINDOW_SCALE : window;
    }
    Tcp.write(
        MEMORY, segment, packets.ports(i), cookie + 1, first, reset ? Tcp.RST | Tcp.ACK : Tcp.ACK);
    Tcp.window(MEMORY, segment, window);
    finish(packets, i, Tcp.HEADER_BYTES);
    rewriter.toClient(packets, i, connection, nicRow);
  }

  /** Ends the handshake with the back-end; without a frame its SYN-ACK will come again. */
  private void acknowledge(
      PacketBatch packets, int i, int nicRow, int sequence, int acknowledgement, int handshake) {
    int frame = context.pool.take();
    if (frame == Frame.NONE) {
      context.count(CoreCounter.DROP_NO_FRAME);
      return;
    }
    long data = Frame.data(packets.frame(i));
    int ethernet = (int) (packets.network(i) - data);
    Frame.fill(frame, Frame.HEADROOM_BYTES, ethernet);
    for (int at = 0; at < ethernet; at += 2) {
      int word = Wire.u16(MEMORY, FrameMemory.at(data + at));
      Wire.u16(MEMORY, FrameMemory.at(Frame.data(frame) + at), word);
    }
    boolean ipv6 = packets.ipv6(i);
    int header = ipv6 ? Ipv6.HEADER_BYTES : Ipv4.HEADER_BYTES;
    made.set(
        0,
        frame,
        ipv6,
        Frame.data(frame) + ethernet,
        header,
        header + Tcp.HEADER_BYTES,
        Ipv4.PROTOCOL_TCP,
        packets.sourceHigh(i),
        packets.sourceLow(i),
        packets.destinationHigh(i),
        packets.destinationLow(i));
    long answer = Responder.answerAt(made, 0);
    int ports = Integer.rotateLeft(packets.ports(i), 16);
    Tcp.write(MEMORY, answer, ports, sequence, acknowledgement, Tcp.ACK);
    boolean scales = backendScale(handshake) != TcpOptions.NO_WINDOW_SCALE;
    int window = handshake & MAX_WINDOW;
    Tcp.window(MEMORY, answer, scales ? window >>> Math.max(0, clientScale(handshake)) : window);
    context.count(CoreCounter.HANDSHAKES_FINISHED);
    responder.answer(made, 0, nicRow, Tcp.HEADER_BYTES);
  }

  /** Makes a packet end behind a segment without data that was just written, with right sums. */
  private static void finish(PacketBatch packets, int i, int segmentBytes) {
    int frame = packets.frame(i);
    long packet = packets.network(i);
    long segment = packets.transport(i);
    int header = (int) (segment - packet);
    Tcp.headerBytes(MEMORY, segment, segmentBytes);
    long sum = Checksum.add(0, MEMORY, segment, segmentBytes);
    if (packets.ipv6(i)) {
      Ipv6.payloadLength(MEMORY, packet, header - Ipv6.HEADER_BYTES + segmentBytes);
      sum += Ipv6.pseudoHeader(MEMORY, packet, Ipv4.PROTOCOL_TCP, segmentBytes);
    } else {
      int total = Ipv4.totalLength(MEMORY, packet);
      long change = Checksum.replaced16(total, header + segmentBytes);
      Ipv4.totalLength(MEMORY, packet, header + segmentBytes);
      Ipv4.checksum(MEMORY, packet, Checksum.update(Ipv4.checksum(MEMORY, packet), change));
      int source = Ipv4.source(MEMORY, packet);
      int destination = Ipv4.destination(MEMORY, packet);
      sum = Checksum.addPseudoHeader(sum, source, destination, Ipv4.PROTOCOL_TCP, segmentBytes);
    }
    Tcp.checksum(MEMORY, segment, Checksum.finish(sum));
    Frame.fill(frame, Frame.start(frame), (int) (segment - Frame.data(frame)) + segmentBytes);
    packets.bytes(i, header + segmentBytes);
    packets.flags(i, Tcp.flags(MEMORY, segment));
  }
}
