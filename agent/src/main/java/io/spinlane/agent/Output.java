package io.spinlane.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** How commands write messages of the contract. */
final class Output {
  private Output() {}

  /** The protobuf JSON mapping, with every field that has a value by default. */
  static String json(MessageOrBuilder message) {
    try {
      return JsonFormat.printer().alwaysPrintFieldsWithNoPresence().print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e); // Only for messages with Any, and ours have none.
    }
  }
}
