package io.spinlane.desktop.model;

import com.google.protobuf.Message;
import io.spinlane.v1.ElementKind;

/**
 * One element of a drawing.
 *
 * @param kind NIC, CORE, VIP, SERVICE, POOL, BACKEND or NOTE
 * @param id unique over the topology
 * @param message the element as the contract has it, such as {@code io.spinlane.v1.Nic}
 * @param pool for a back-end the id of its pool, empty for all others
 */
public record Element(ElementKind kind, String id, Message message, String pool) {}
