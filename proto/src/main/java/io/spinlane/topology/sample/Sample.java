package io.spinlane.topology.sample;

import io.spinlane.topology.Sentences;
import io.spinlane.v1.Note;
import io.spinlane.v1.Topology;
import java.util.Locale;

/**
 * A topology to begin with.
 *
 * @param id stable, and the name of its file without extension
 */
public record Sample(String id, Topology topology) {
  /** Two or three words. */
  public String title() {
    return topology.getName();
  }

  /** The same sample with its name, its description and its notes in a language. */
  Sample in(Locale locale) {
    Topology.Builder said = topology.toBuilder();
    said.setName(said(locale, "name", topology.getName()));
    said.setDescription(said(locale, "description", topology.getDescription()));
    for (Note.Builder note : said.getNotesBuilderList()) {
      note.setText(said(locale, "note." + note.getId(), note.getText()));
    }
    return new Sample(id, said.build());
  }

  private String said(Locale locale, String what, String asInFile) {
    return Sentences.in(locale, Sentences.sentence("sample." + id + "." + what)).orElse(asInFile);
  }

  /** What it shows and what it needs, in one sentence. */
  public String description() {
    return topology.getDescription();
  }
}
