package io.spinlane.desktop.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.help.HelpPages.Entry;
import io.spinlane.desktop.help.HelpPages.Page;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every property is explained in both languages, and nothing is explained that there is not. */
class HelpPagesTest {
  private final HelpTexts english = new HelpTexts(Locale.ENGLISH);
  private final HelpTexts german = new HelpTexts(Locale.GERMAN);

  @Test
  void everyPropertyIsExplainedAndEveryTextIsUsed() {
    Set<String> used = new HashSet<>();
    for (Page page : HelpPages.all(english)) {
      used.add("topic." + page.id());
      for (Entry entry : page.entries()) {
        used.add(HelpPages.key(entry.meaning()));
      }
    }
    assertThat(english.keys()).isEqualTo(used);
  }

  @Test
  void bothLanguagesHaveTheSameTextsAndNoneIsTheSame() {
    assertThat(german.keys()).isEqualTo(english.keys());
    for (String key : english.keys()) {
      assertThat(german.of(key)).as(key).isNotEqualTo(english.of(key));
      assertThat(german.of(key)).as(key).hasSameSizeAs(english.of(key));
      for (List<String> paragraphs : List.of(english.of(key), german.of(key))) {
        assertThat(paragraphs).as(key).allMatch(text -> text.endsWith("."));
      }
    }
  }

  @Test
  void pagesAndPropertiesHaveAnchorsOfTheirOwn() {
    List<Page> pages = HelpPages.all(english);
    assertThat(pages).extracting(Page::id).doesNotHaveDuplicates().contains("start", "service");
    for (Page page : pages) {
      assertThat(page.entries())
          .allMatch(entry -> entry.meaning().anchor().startsWith(page.id() + "."));
    }
  }
}
