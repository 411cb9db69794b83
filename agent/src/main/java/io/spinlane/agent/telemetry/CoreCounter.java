package io.spinlane.agent.telemetry;

/** What one switch core counts. Everything grows from the agent's start. */
public enum CoreCounter implements Counter {
  DUTY_CYCLES("Rounds over all queues of the core."),
  POLLS("Polls of a receive queue."),
  EMPTY_POLLS("Polls that brought no frame."),
  BUSY_NS("Time spent in rounds that found work, in nanoseconds."),
  RECEIVE_PACKETS("Frames received."),
  RECEIVE_BYTES("Bytes received, Ethernet headers included."),
  TRANSMIT_PACKETS("Frames handed to a NIC."),
  TRANSMIT_BYTES("Bytes handed to a NIC, Ethernet headers included."),
  FORWARD_PACKETS("Packets forwarded between clients and back-ends."),
  ARP_REQUESTS_ANSWERED("ARP requests for the switch's addresses answered."),
  ARP_REQUESTS_SENT("ARP requests sent to find a neighbour."),
  ARP_REPLIES_RECEIVED("ARP replies taken."),
  ARP_ANNOUNCEMENTS_SENT("Gratuitous ARP sent for addresses of the switch."),
  ARP_CONFLICTS("ARP packets by which someone else claims an address of the switch."),
  ARP_IGNORED("ARP packets that do not concern the switch."),
  NDP_SOLICITATIONS_ANSWERED("IPv6 neighbour solicitations for the switch answered."),
  NDP_SOLICITATIONS_SENT("IPv6 neighbour solicitations sent to find a neighbour."),
  NDP_ADVERTISEMENTS_RECEIVED("IPv6 neighbour advertisements taken."),
  NDP_ANNOUNCEMENTS_SENT("Unsolicited neighbour advertisements for addresses of the switch."),
  NDP_CONFLICTS("Neighbour advertisements by which someone else claims an address of the switch."),
  NDP_IGNORED("Neighbour discovery that does not concern the switch."),
  ECHO_ANSWERED("ICMP echo requests answered."),
  RESETS_SENT("TCP resets sent for packets that belong nowhere."),
  RESETS_WITHHELD("TCP resets not sent because of their rate limit."),
  ICMP_ERRORS_SENT("ICMP errors sent about packets that could not be passed on."),
  ICMP_ERRORS_WITHHELD("ICMP errors not sent because of their rate limit."),
  ICMP_ERRORS_FOLLOWED("ICMP errors passed on along the connection they are about."),
  SYN_COOKIES_SENT("SYNs answered with a cookie."),
  SYN_COOKIES_ACCEPTED("Connections begun with a cookie that came back."),
  HANDSHAKES_FINISHED("SYN-ACKs of back-ends acknowledged for clients that brought a cookie."),
  FRAMES_SEGMENTED("Segmentation-offload frames cut because they went into a tunnel."),
  SEGMENTS_CUT("Segments made of them."),
  FRAMES_HELD("Frames held while their neighbour was asked for."),
  CONNECTIONS_NEW("Connections accepted."),
  STATELESS_PACKETS("Packets passed on by hash alone, above the rate of new connections."),
  CONNECTIONS_FORGOTTEN("Connections forgotten after closing or idling."),
  CONNECTIONS_CUT(
      "Connections cut because their service was removed or their back-end is in maintenance."),
  CONNECTIONS_EVICTED("Half-open or closing connections replaced because the table was full."),
  PLANS_ADOPTED("Plans adopted."),

  DROP_RUNT("Frame shorter than its headers.", true),
  DROP_NOT_FOR_US("Frame with another station's hardware address.", true),
  DROP_VLAN_TRUNCATED("802.1Q tag cut off.", true),
  DROP_VLAN_OTHER("Without the 802.1Q tag that the NIC is bound to.", true),
  DROP_ETHERTYPE("Neither IPv4, IPv6 nor ARP.", true),
  DROP_ARP_MALFORMED("ARP packet cut off or not for IPv4 over Ethernet.", true),
  DROP_IPV4_VERSION("IP version is not 4.", true),
  DROP_IPV4_HEADER_LENGTH("IPv4 header length below 20 bytes or past the end.", true),
  DROP_IPV4_TOTAL_TOO_LONG("IPv4 total length larger than the frame.", true),
  DROP_IPV4_TOTAL_TOO_SHORT("IPv4 total length smaller than the header.", true),
  DROP_IPV4_CHECKSUM("IPv4 header checksum wrong.", true),
  DROP_IPV4_OPTIONS("IPv4 options that run past the header or have no length.", true),
  DROP_IPV4_SOURCE_ROUTE("IPv4 option by which the sender names the way.", true),
  DROP_IPV6_VERSION("IP version is not 6.", true),
  DROP_IPV6_PAYLOAD_TOO_LONG("IPv6 payload length larger than the frame.", true),
  DROP_IPV6_EXTENSIONS_TOO_LONG("More IPv6 extension headers than are followed.", true),
  DROP_IPV6_EXTENSIONS_MALFORMED("IPv6 extension headers cut off or out of order.", true),
  DROP_IPV6_ROUTING_HEADER("IPv6 routing header with segments left.", true),
  DROP_NDP_MALFORMED("Neighbour discovery that breaks RFC 4861 §7.1.", true),
  DROP_MARTIAN_SOURCE("Source address that cannot send.", true),
  DROP_LAND("Source and destination are the same.", true),
  DROP_TTL_EXPIRED("Time to live used up.", true),
  DROP_FRAGMENT_OVERFLOW("Fragment that ends past 65535 bytes.", true),
  DROP_FRAGMENT("Fragment of a packet that is neither TCP nor UDP.", true),
  DROP_FRAGMENT_UNKNOWN("Fragment whose first one has not come by, or led nowhere.", true),
  DROP_TCP_HEADER("TCP data offset below 20 bytes or past the end.", true),
  DROP_UDP_LENGTH("UDP length below 8 bytes or past the end.", true),
  DROP_ICMP_MALFORMED("ICMP message cut off or with a wrong checksum.", true),
  DROP_ICMP_OTHER("ICMP message that the switch neither answers nor passes on.", true),
  DROP_PROTOCOL("For the switch, but neither TCP, UDP nor ICMP.", true),
  DROP_NOT_OURS("Addressed to nobody the switch knows.", true),
  DROP_NO_SERVICE("For an address of the switch, but no service on this port.", true),
  DROP_ACCESS_DENIED("Client that the service's access rules deny.", true),
  DROP_RATE_PACKETS("Source above its ceiling of packets a second.", true),
  DROP_RATE_CONNECTIONS("Source above its ceiling of new connections a second.", true),
  DROP_NOT_SYN("TCP segment of no connection the switch knows.", true),
  DROP_HANDSHAKE("Not a part of the handshake with the back-end that is going on.", true),
  DROP_NO_BACKEND("No back-end takes connections.", true),
  DROP_BACKEND_MAINTENANCE("Connection whose back-end is in maintenance.", true),
  DROP_CONNECTION_KILLED("Connection that an operator has ended.", true),
  DROP_TABLE_FULL("Connection table full around this flow.", true),
  DROP_REVERSE_CONFLICT("Same client port already connected to this back-end.", true),
  DROP_NO_LOCAL_PORT("No address or port of the switch free for this connection.", true),
  DROP_NO_SOURCE_ADDRESS("NIC towards the back-end has no address for the tunnel.", true),
  DROP_TUNNEL_OFFLOAD("Segmentation-offload frame that a tunnel cannot carry.", true),
  DROP_NO_ROUTE("No route to the destination.", true),
  DROP_TOO_LARGE("Larger than the outgoing NIC's MTU.", true),
  DROP_NEIGHBOUR_UNRESOLVED("Neighbour did not answer in time.", true),
  DROP_NEIGHBOUR_QUEUE_FULL("Too many frames waiting for a neighbour.", true),
  DROP_RATE_LIMITED("Answer, or ICMP error to be passed on, withheld by its rate limit.", true),
  DROP_TRANSMIT_FULL("Outgoing NIC took no more frames.", true),
  DROP_NO_FRAME("No free frame for an answer.", true);

  private final String description;
  private final boolean dropReason;

  CoreCounter(String description) {
    this(description, false);
  }

  CoreCounter(String description, boolean dropReason) {
    this.description = description;
    this.dropReason = dropReason;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean dropReason() {
    return dropReason;
  }
}
