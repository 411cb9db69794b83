package io.spinlane.topology.file;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.v1.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.LoadSettingsBuilder;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree of one YAML 1.2 document from the library's events. An anchor becomes known only
 * after its value is complete, so that no alias can hold itself; tags are refused.
 */
final class YamlTree {
  private final String text;
  private final Iterator<Event> events;
  private final Map<Anchor, Tree> anchors = new HashMap<>();
  private int values;

  private YamlTree(String text, Iterator<Event> events) {
    this.text = text;
    this.events = events;
  }

  /** The tree of the only document in the text; null when there is none. */
  static @Nullable Tree parse(String text, String sourceName) throws SyntaxProblem {
    try {
      Parse parse = new Parse(settings(text).setLabel(sourceName).build());
      return new YamlTree(text, parse.parseString(text).iterator()).document();
    } catch (MarkedYamlEngineException e) {
      throw syntax(
          e.getProblemMark().or(e::getContextMark).map(YamlTree::position).orElse(Position.START),
          YamlWords.sentence(e));
    } catch (ReaderException e) {
      int end = Math.min(text.length(), e.getPosition());
      throw syntax(
          position(text, text.offsetByCodePoints(0, text.codePointCount(0, end))),
          sentence("FILE_SYNTAX.yaml.character", String.format("U+%04X", e.getCodePoint())));
    } catch (YamlEngineException e) {
      throw syntax(Position.START, YamlWords.sentence(e.getMessage()));
    }
  }

  /** How any of our texts is read. */
  static LoadSettingsBuilder settings(String text) {
    // One window for all of it: the library fails where a window ends inside a surrogate pair.
    return LoadSettings.builder().setCodePointLimit(Limits.SIZE).setBufferSize(text.length() + 2);
  }

  private @Nullable Tree document() throws SyntaxProblem {
    Tree root = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        if (root != null) {
          throw new SyntaxProblem(
              position(event),
              "FILE_SYNTAX",
              sentence("FILE_SYNTAX.document"),
              sentence("FILE_SYNTAX.document.hint"));
        }
        root = node(events.next(), 0);
      }
    }
    return root;
  }

  private Tree node(Event event, int depth) throws SyntaxProblem {
    if (depth > Limits.DEPTH) {
      throw Limits.tooDeep(position(event));
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case SequenceStartEvent sequence -> sequence.getTag();
          case MappingStartEvent mapping -> mapping.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      throw new SyntaxProblem(
          position(event),
          "FILE_SYNTAX",
          sentence("FILE_SYNTAX.tag", tag.get()),
          sentence("FILE_SYNTAX.tag.hint"));
    }
    count(1, event);
    Tree tree =
        switch (event) {
          case ScalarEvent scalar ->
              new Tree.Scalar(position(event), scalar.getValue(), !scalar.isPlain());
          case SequenceStartEvent sequence -> sequence(sequence, depth);
          case MappingStartEvent mapping -> mapping(mapping, depth);
          default -> throw new IllegalStateException("unexpected event " + event);
        };
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, tree));
    return tree;
  }

  private Tree aliased(AliasEvent alias) throws SyntaxProblem {
    Tree tree = alias.getAnchor().map(anchors::get).orElse(null);
    if (tree == null) {
      throw new SyntaxProblem(
          position(alias),
          "FILE_SYNTAX",
          sentence("FILE_SYNTAX.alias"),
          sentence("FILE_SYNTAX.alias.hint"));
    }
    count(tree.size(), alias);
    return tree;
  }

  private Tree sequence(SequenceStartEvent start, int depth) throws SyntaxProblem {
    List<Tree> items = new ArrayList<>();
    int size = 1;
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      Tree item = node(event, depth + 1);
      items.add(item);
      size += item.size();
    }
    return new Tree.Sequence(position(start), items, size);
  }

  private Tree mapping(MappingStartEvent start, int depth) throws SyntaxProblem {
    List<Tree.Entry> entries = new ArrayList<>();
    int size = 1;
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      if (!(node(event, depth + 1) instanceof Tree.Scalar key)) {
        throw new SyntaxProblem(
            position(event),
            "FILE_SYNTAX",
            sentence("FILE_SYNTAX.key"),
            sentence("FILE_SYNTAX.key.hint"));
      }
      Position keyPosition = position(event);
      Tree value = node(events.next(), depth + 1);
      entries.add(new Tree.Entry(keyPosition, key.text(), value));
      size += 1 + value.size();
    }
    return new Tree.Mapping(position(start), entries, size);
  }

  private void count(int more, Event event) throws SyntaxProblem {
    values += more;
    if (values > Limits.VALUES) {
      throw Limits.tooManyValues(position(event));
    }
  }

  private static SyntaxProblem syntax(Position position, Sentence message) {
    return new SyntaxProblem(position, "FILE_SYNTAX", message, sentence("FILE_SYNTAX.yaml.hint"));
  }

  private Position position(Event event) {
    return event.getStartMark().map(YamlTree::position).orElseGet(() -> position(text, 0));
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The place of a character by its index. */
  static Position position(String text, int index) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new Position(line, text.codePointCount(lineStart, Math.max(lineStart, index)) + 1);
  }
}
