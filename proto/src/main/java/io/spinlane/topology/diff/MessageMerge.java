package io.spinlane.topology.diff;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.spinlane.v1.ElementRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges the properties of one element, field by field of its message. Lists of words and numbers
 * are merged entry by entry; lists of messages, and settings of which only one can be chosen, are
 * one property each.
 */
final class MessageMerge {
  private final ElementRef element;
  private final Predicate<MergeConflict> theirsWins;

  /**
   * A merge of an element.
   *
   * @param theirsWins asked once for each conflict, in the order of the contract's fields
   */
  MessageMerge(ElementRef element, Predicate<MergeConflict> theirsWins) {
    this.element = element;
    this.theirsWins = theirsWins;
  }

  /** What the three messages, of one type, make together. */
  Message merge(Message base, Message mine, Message theirs) {
    return merge(base, mine, theirs, "");
  }

  private Message merge(Message base, Message mine, Message theirs, String path) {
    Message.Builder result = mine.toBuilder();
    for (FieldDescriptor field : mine.getDescriptorForType().getFields()) {
      if (field.getRealContainingOneof() == null) {
        mergeField(result, field, base, mine, theirs, path);
      }
    }
    for (OneofDescriptor choice : mine.getDescriptorForType().getRealOneofs()) {
      mergeChoice(result, choice, base, mine, theirs, path);
    }
    return result.build();
  }

  private void mergeField(
      Message.Builder result,
      FieldDescriptor field,
      Message base,
      Message mine,
      Message theirs,
      String path) {
    if (same(field, mine, theirs) || same(field, base, theirs)) {
      return;
    }
    if (same(field, base, mine)) {
      copy(result, field, theirs);
      return;
    }
    if (isMessage(field) && mine.hasField(field) && theirs.hasField(field)) {
      result.setField(
          field,
          merge(
              (Message) base.getField(field),
              (Message) mine.getField(field),
              (Message) theirs.getField(field),
              path + field.getJsonName() + "."));
      return;
    }
    if (isList(field)) {
      List<Object> together = together(list(base, field), list(mine, field), list(theirs, field));
      if (together != null) {
        result.clearField(field);
        together.forEach(entry -> result.addRepeatedField(field, entry));
        return;
      }
    }
    MergeConflict conflict =
        conflict(
            path + field.getJsonName(),
            TopologyDiff.text(base, field),
            TopologyDiff.text(mine, field),
            TopologyDiff.text(theirs, field));
    if (theirsWins.test(conflict)) {
      copy(result, field, theirs);
    }
  }

  /** Settings of which one is chosen: merged inside when both chose the same. */
  private void mergeChoice(
      Message.Builder result,
      OneofDescriptor choice,
      Message base,
      Message mine,
      Message theirs,
      String path) {
    FieldDescriptor my = mine.getOneofFieldDescriptor(choice);
    FieldDescriptor their = theirs.getOneofFieldDescriptor(choice);
    if (my != null && Objects.equals(my, their)) {
      mergeField(result, my, base, mine, theirs, path);
      return;
    }
    FieldDescriptor old = base.getOneofFieldDescriptor(choice);
    if (sameChoice(old, base, their, theirs)) {
      return;
    }
    boolean iKeptIt = sameChoice(old, base, my, mine);
    if (iKeptIt
        || theirsWins.test(
            conflict(
                path + choice.getName(), said(base, old), said(mine, my), said(theirs, their)))) {
      result.clearOneof(choice);
      if (their != null) {
        result.setField(their, theirs.getField(their));
      }
    }
  }

  private static boolean sameChoice(
      @Nullable FieldDescriptor a, Message in, @Nullable FieldDescriptor b, Message inOther) {
    return a == null ? b == null : a.equals(b) && same(a, in, inOther);
  }

  private static String said(Message message, @Nullable FieldDescriptor chosen) {
    return chosen == null ? "" : chosen.getJsonName() + ": " + TopologyDiff.text(message, chosen);
  }

  private MergeConflict conflict(String path, String base, String mine, String theirs) {
    return MergeConflict.property(element, path, base, mine, theirs);
  }

  private static boolean isMessage(FieldDescriptor field) {
    return !field.isRepeated()
        && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.getMessageType().equals(Duration.getDescriptor());
  }

  private static boolean isList(FieldDescriptor field) {
    return field.isRepeated() && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
  }

  private static List<?> list(Message message, FieldDescriptor field) {
    return (List<?>) message.getField(field);
  }

  /**
   * A list with what both added and without what either took away; null when both took the same
   * entry away and put different ones in its place.
   */
  private static @Nullable List<Object> together(List<?> base, List<?> mine, List<?> theirs) {
    List<Object> goneFromMine = without(base, mine);
    List<Object> goneFromTheirs = without(base, theirs);
    List<Object> newInMine = without(mine, base);
    List<Object> newInTheirs = without(theirs, base);
    boolean replacedByBoth = goneFromMine.stream().anyMatch(goneFromTheirs::contains);
    if (replacedByBoth && !newInMine.equals(newInTheirs)) {
      return null;
    }
    List<Object> together = without(mine, goneFromTheirs);
    together.addAll(without(newInTheirs, newInMine));
    return together;
  }

  /** The entries that are left when those of the other list are taken out one for one. */
  private static List<Object> without(List<?> entries, List<?> others) {
    List<Object> left = new ArrayList<>(entries);
    others.forEach(left::remove);
    return left;
  }

  private static boolean same(FieldDescriptor field, Message a, Message b) {
    Object one = TopologyDiff.present(a, field);
    Object other = TopologyDiff.present(b, field);
    return Objects.equals(one, other)
        || (one != null && other != null && canonical(a, field).equals(canonical(b, field)));
  }

  /** The value alone, with the entries of its lists in order. */
  private static Message canonical(Message message, FieldDescriptor field) {
    Message.Builder alone = message.newBuilderForType();
    alone.setField(field, message.getField(field));
    return ContentHash.canonical(alone.build());
  }

  private static void copy(Message.Builder result, FieldDescriptor field, Message from) {
    if (TopologyDiff.present(from, field) == null) {
      result.clearField(field);
    } else {
      result.setField(field, from.getField(field));
    }
  }
}
