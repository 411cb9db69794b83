package io.spinlane.topology.file;

import static io.spinlane.topology.Sentences.sentence;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.spinlane.v1.Box;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads, writes and saves topologies; see {@link Format}. */
public final class TopologyFiles {
  /** How far from the origin a file may put an element, in canvas units. */
  public static final int FARTHEST = 1_000_000;

  /** A {@link Box} as protobuf prints it: fields of numbers and truth values, a line for each. */
  private static final Pattern PLACE =
      Pattern.compile(
          Box.getDescriptor().getFields().stream()
              .map(FieldDescriptor::getJsonName)
              .collect(
                  Collectors.joining("|", "\\{((?:\\R\\s*\"(?:", ")\": [^\"{\\[\\n]+)*)\\R\\s*}")));

  private TopologyFiles() {}

  /**
   * Reads a file; its extension tells the format.
   *
   * @throws TopologyFileException when it cannot be opened, is larger than 16 MiB, or says anything
   *     the contract does not know
   */
  public static TopologyDocument read(Path file) throws TopologyFileException {
    String source = file.toString();
    Format format =
        Format.of(file)
            .orElseThrow(
                () ->
                    refused(
                        source,
                        "FILE_FORMAT_UNKNOWN",
                        sentence("FILE_FORMAT_UNKNOWN"),
                        sentence("FILE_FORMAT_UNKNOWN.hint")));
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(Limits.SIZE + 1);
    } catch (NoSuchFileException e) {
      throw refused(
          source, "FILE_NOT_FOUND", sentence("FILE_NOT_FOUND"), sentence("FILE_NOT_FOUND.hint"));
    } catch (AccessDeniedException e) {
      throw refused(
          source,
          "FILE_UNREADABLE",
          sentence("FILE_UNREADABLE.denied"),
          sentence("FILE_UNREADABLE.denied.hint"));
    } catch (IOException e) {
      throw refused(
          source,
          "FILE_UNREADABLE",
          Files.isDirectory(file)
              ? sentence("FILE_UNREADABLE.folder")
              : sentence("FILE_UNREADABLE", e.getMessage()),
          sentence("FILE_UNREADABLE.hint"));
    }
    if (bytes.length > Limits.SIZE) {
      throw tooLarge(source);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return read(text, format, source);
    } catch (CharacterCodingException e) {
      throw refused(
          source, "FILE_SYNTAX", sentence("FILE_SYNTAX.utf8"), sentence("FILE_SYNTAX.utf8.hint"));
    }
  }

  /**
   * Reads a text.
   *
   * @param sourceName what messages call the text, such as the name of a file
   * @throws TopologyFileException with every error found, each with line, column and path
   */
  public static TopologyDocument read(String text, Format format, String sourceName)
      throws TopologyFileException {
    if (text.length() > Limits.SIZE) {
      throw tooLarge(sourceName);
    }
    Problems problems = new Problems();
    MessageReader reader = new MessageReader(problems);
    Topology.Builder topology = Topology.newBuilder();
    try {
      Tree tree =
          switch (format) {
            case JSON -> JsonTree.parse(text);
            case YAML -> YamlTree.parse(text, sourceName);
          };
      if (tree == null || (tree instanceof Tree.Scalar scalar && scalar.isNull())) {
        throw new SyntaxProblem(
            Position.START, "FILE_EMPTY", sentence("FILE_EMPTY"), sentence("FILE_EMPTY.hint"));
      }
      reader.read(tree, topology, "");
    } catch (SyntaxProblem e) {
      problems.add(e.position(), "", e.code(), e.sentence(), e.hint());
    }
    if (!problems.diagnostics().isEmpty()) {
      throw new TopologyFileException(sourceName, problems.diagnostics());
    }
    Topology read = topology.build();
    Comments comments =
        switch (format) {
          case JSON -> Comments.NONE;
          case YAML -> CommentReader.read(text, reader, read);
        };
    return new TopologyDocument(read, format, sourceName, text, reader.positions(), comments);
  }

  /** Where and why a text is not JSON, whatever it is meant to hold; empty when it is. */
  public static Optional<Diagnostic> jsonProblem(String text) {
    Problems problems = new Problems();
    try {
      JsonTree.parse(text);
    } catch (SyntaxProblem e) {
      problems.add(e.position(), "", e.code(), e.sentence(), e.hint());
    }
    return problems.diagnostics().stream().findFirst();
  }

  /** The text of a file that holds the topology; the same topology always gives the same text. */
  public static String write(Topology topology, Format format) {
    return write(topology, format, Comments.NONE);
  }

  /**
   * The same, with comments where they belong in this topology; JSON has none.
   *
   * @param comments of the file the topology came from
   */
  public static String write(Topology topology, Format format, Comments comments) {
    return switch (format) {
      case YAML -> YamlWriter.document(topology, comments.in(topology));
      case JSON -> {
        try {
          String text = JsonFormat.printer().sortingMapKeys().print(topology);
          yield PLACE.matcher(text).replaceAll(TopologyFiles::onOneLine) + "\n";
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalArgumentException("the topology holds what JSON cannot: " + e, e);
        }
      }
    };
  }

  /** Where an element stands is one thing for people: moving it changes one line. */
  private static String onOneLine(MatchResult place) {
    String fields = place.group(1).strip().replaceAll("\\R\\s*", " ");
    return Matcher.quoteReplacement("{" + fields + "}");
  }

  /**
   * Writes the file so that a reader, now or after a crash, sees the old text or the new one.
   *
   * @param file its extension tells the format
   * @throws IOException when the directory cannot be written; the old file is then untouched
   */
  public static void save(Path file, Topology topology) throws IOException {
    AtomicFile.write(file, write(topology, format(file)));
  }

  /**
   * The format of a file that is to be written; its extension tells.
   *
   * @throws IOException when it tells none
   */
  public static Format format(Path file) throws IOException {
    return Format.of(file)
        .orElseThrow(() -> new IOException(file + ": name it *.spinlane.yaml or *.spinlane.json"));
  }

  private static TopologyFileException tooLarge(String source) {
    return refused(
        source,
        "FILE_TOO_LARGE",
        sentence("FILE_TOO_LARGE", Limits.SIZE >> 20),
        sentence("FILE_TOO_LARGE.hint"));
  }

  private static TopologyFileException refused(
      String source, String code, Sentence message, Sentence hint) {
    Problems problems = new Problems();
    problems.add(new Position(0, 0), "", code, message, hint);
    return new TopologyFileException(source, problems.diagnostics());
  }
}
