package io.spinlane.agent.nic.sim;

/** What the simulated machines count. All grow from 0. */
public enum SimStatistic {
  /** TCP connections clients tried to open. */
  CONNECTIONS_OPENED,
  /** Of these: request sent, response received, closed in order by both. */
  CONNECTIONS_COMPLETED,
  /** Of these: ended by a reset. */
  CONNECTIONS_RESET,
  /** Of these: given up after all repetitions. */
  CONNECTIONS_TIMED_OUT,
  /** Of these: closed without an answer, or the VIP could not be resolved. */
  CONNECTIONS_FAILED,
  /** UDP requests clients began, repetitions not counted. */
  EXCHANGES_OPENED,
  /** Of these: answered. */
  EXCHANGES_COMPLETED,
  /** Of these: never answered. */
  EXCHANGES_TIMED_OUT,
  /** Of these: the VIP could not be resolved. */
  EXCHANGES_FAILED,
  /** Connections and exchanges servers accepted. */
  SERVED,
  /** Response bytes clients accepted, in order and once. */
  CLIENT_BYTES_RECEIVED,
  /** Request bytes servers accepted, in order and once. */
  SERVER_BYTES_RECEIVED,
  /** TCP segments and datagrams sent again. */
  REPETITIONS,
  /** Resets machines sent: closed port, or unknown connection. */
  RESETS_SENT,
  /** Frames with a wrong IPv4, TCP, UDP or ICMP checksum; dropped. */
  CHECKSUM_ERRORS,
  /** Frames for no machine of the segment, or whose lengths contradict each other; dropped. */
  STRAY_FRAMES,
  /** Connections not opened or not accepted because every slot was in use. */
  SLOTS_EXHAUSTED,
  /** Answers (ARP, echo, resets) dropped because too many were waiting. */
  ANSWERS_DROPPED
}
