package dev.modelgate.ingest.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.ingest.body.JsonReader;
import dev.modelgate.ingest.body.JsonReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request to register is taken as it was meant, or refused with everything that is wrong. */
class RegistrationReaderTest {

  @Test
  void needsNameAndRepositoryOnly() {
    assertThat(valid("{'name':'penguins','repository':'/srv/penguins.git'}"))
        .isEqualTo(
            new ProjectSettings(
                "penguins", "/srv/penguins.git", "default", null, BuildBranches.ALL));
  }

  @Test
  void takesEverySetting() {
    assertThat(
            valid(
                "{'name':'a','repository':'ssh://git@host/x.git','provider':'git','defaultBranch':'trunk','buildBranches':'none','team':'vision'}"))
        .isEqualTo(
            new ProjectSettings(
                "a", "ssh://git@host/x.git", "vision", "trunk", BuildBranches.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/x.git/,/srv/x.git",
    "/srv/../srv/./x.git,/srv/x.git",
    "file:///srv/x.git,/srv/x.git",
    "https://host/x.git,https://host/x.git",
    "git@host:x.git,git@host:x.git"
  })
  void writesARepositoryInOneWay(String written, String kept) {
    assertThat(valid("{'name':'a','repository':'" + written + "'}").repository()).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relative/path",
        "http://host/x.git",
        "git://host/x.git",
        "ext::sh -c id",
        "https://user:secret@host/x.git",
        "--upload-pack=id",
        "/srv/a\\nb",
        "/",
        "ftp://host/x"
      })
  void refusesWhatGitMustNotBeGiven(String repository) {
    assertThat(fields("{'name':'a','repository':'" + repository + "'}"))
        .containsExactly("repository");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper", "-first", "under_score", "dots.", "../x", "ü", "a b"})
  void refusesNamesThatWouldNeedQuoting(String name) {
    assertThat(fields("{'name':'" + name + "','repository':'/srv/x.git'}")).containsExactly("name");
  }

  @Test
  void refusesNamesOf64Characters() {
    assertThat(fields("{'name':'" + "a".repeat(64) + "','repository':'/x'}"))
        .containsExactly("name");
    assertThat(valid("{'name':'" + "a".repeat(63) + "','repository':'/x'}").name()).hasSize(63);
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThat(
            fields(
                "{'name':7,'provider':'svn','defaultBranch':'a..b','buildBranches':'some','team':'A','colour':'red'}"))
        .containsExactlyInAnyOrder(
            "colour", "name", "repository", "provider", "team", "defaultBranch", "buildBranches");
  }

  private static ProjectSettings valid(String json) {
    return ((Registration.Valid) read(json)).settings();
  }

  private static List<String> fields(String json) {
    List<FieldProblem> problems = ((Registration.Invalid) read(json)).problems();
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.message()).startsWith("Expected "));
    return problems.stream().map(FieldProblem::field).distinct().toList();
  }

  private static Registration read(String json) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return switch (JsonReader.read(body, RegistrationReader.FIELDS)) {
      case JsonReading.Ok(var fields) -> RegistrationReader.read(fields);
      case JsonReading.Unreadable(String problem) -> throw new AssertionError(problem);
    };
  }
}
