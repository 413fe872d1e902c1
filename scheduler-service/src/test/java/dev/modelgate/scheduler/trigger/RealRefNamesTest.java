package dev.modelgate.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.re2j.Pattern;
import dev.modelgate.scheduler.workflow.RefFilter;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.Triggers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names of branches and tags that real repositories have. */
class RealRefNamesTest {

  private static final Path CORPUS = Path.of("../../shared/corpus/triggers/real-ref-names.json");
  private static List<String> names = List.of();

  @BeforeAll
  static void readNames() throws IOException {
    assumeTrue(Files.exists(CORPUS), "the corpus is not here: " + CORPUS.toAbsolutePath());
    names =
        Files.readAllLines(CORPUS).stream()
            .filter(line -> line.startsWith("\"") && !line.endsWith("["))
            .map(line -> line.substring(1, line.lastIndexOf('"')))
            .filter(name -> !name.contains("\\"))
            .toList();
    assertThat(names).hasSizeGreaterThan(1_000);
  }

  @Test
  void everyNameMatchesItselfAndNoOther() {
    for (String name : names) {
      RefPattern itself = new RefPattern(Pattern.compile(Pattern.quote(name)));
      assertThat(names.stream().filter(itself::matches).distinct()).containsExactly(name);
    }
  }

  @Test
  void aPatternForOneLevelMatchesExactlyTheNamesWithoutSlash() {
    Triggers triggers =
        new Triggers(
            new RefFilter.Only(List.of(new RefPattern(Pattern.compile("[^/]+")))),
            new RefFilter.None());
    for (String name : names) {
      boolean matched =
          TriggerMatcher.match(triggers, new PushedRef("refs/heads/" + name, RefKind.BRANCH, false))
              instanceof TriggerMatch.Matched;
      assertThat(matched).as(name).isEqualTo(!name.contains("/"));
    }
  }
}
