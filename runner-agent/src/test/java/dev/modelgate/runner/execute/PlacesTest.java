package dev.modelgate.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a container's paths are on this host. */
class PlacesTest {

  private static final JobPlace PLACE = new JobPlace(Path.of("/w/p/slot-1"));

  private static Assignment.Layout layout(String start, String artifacts, String model) {
    return new Assignment.Layout(null, start, artifacts, model, null);
  }

  @Test
  void areTheWorkTreeAndTheAttemptsOwnFolderWhereTheFileSaysNothing() {
    Places places = Places.of(Assignment.Layout.none(), PLACE);

    assertThat(places.start().path()).isEqualTo(PLACE.checkout());
    assertThat(places.artifacts().path()).isEqualTo(PLACE.artifacts());
    assertThat(places.model()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "out, /w/p/slot-1/checkout, out",
    "./out//a/, /w/p/slot-1/checkout, out/a",
    "., /w/p/slot-1/checkout, ''",
    "/artifacts, /w/p/slot-1/attempt, artifacts",
    "/artifacts/logs, /w/p/slot-1/attempt, artifacts/logs",
    "/storage, /w/p/slot-1/storage, ''",
    "/storage/a/b, /w/p/slot-1/storage, a/b"
  })
  void followThePathsOfAContainer(String stated, String root, String inside) {
    assertThat(Places.problem(layout(stated, stated, stated))).isEmpty();

    Places places = Places.of(layout(stated, stated, stated), PLACE);

    assertThat(Stream.of(places.start(), places.artifacts(), places.model()))
        .allSatisfy(
            path -> {
              assertThat(path.root()).isEqualTo(Path.of(root));
              assertThat(String.join("/", path.inside())).isEqualTo(inside);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/etc",
        "/artifactsx",
        "..",
        "a/../b",
        "/artifacts/../x",
        "/storage/..",
        "~/.aws",
        "/proc/self/environ",
        "a\0b",
        "a\nb"
      })
  void areNowhereElse(String stated) {
    assertThat(Places.problem(layout(stated, "", ""))).isPresent();
    assertThat(Places.problem(layout("", stated, ""))).isPresent();
    assertThat(Places.problem(layout("", "", stated)).orElseThrow())
        .startsWith("Expected modelPath to be a path in the work tree, /artifacts, /storage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/models", "/home/playground", "/artifactsx"})
  void areTheUsualOnesForOtherFoldersOfAContainerThatIsIgnored(String stated) {
    Assignment.Layout layout =
        new Assignment.Layout("python:3", stated, stated, stated, "Tensorflow");
    assertThat(Places.problem(layout)).isEmpty();

    Places places = Places.of(layout, PLACE);

    assertThat(places).isEqualTo(Places.of(Assignment.Layout.none(), PLACE));
    assertThat(Places.notes(layout))
        .hasSize(3)
        .first()
        .isEqualTo(
            "workingDirectory %s is a folder of the container that was ignored: the job started in the work tree"
                .formatted(stated));
    assertThat(Places.notes(new Assignment.Layout("python:3", "a", "/artifacts", "/storage", null)))
        .isEmpty();
  }

  @Test
  void stayInsideWhateverIsIgnored() {
    assertThat(Places.problem(new Assignment.Layout("python:3", "/a/../b", null, null, null)))
        .isPresent();
    assertThat(Places.problem(new Assignment.Layout("python:3", "~/x", null, null, null)))
        .isPresent();
  }

  @Test
  void areNoFoldersWhereThereIsALink(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("a/b"));
    Files.createSymbolicLink(root.resolve("link"), root.resolve("a"));

    assertThat(new JobPath(root, List.of("a", "b")).isFolder()).isTrue();
    assertThat(new JobPath(root, List.of("link", "b")).isFolder()).isFalse();
    assertThat(new JobPath(root, List.of("a", "c")).isFolder()).isFalse();
  }
}
