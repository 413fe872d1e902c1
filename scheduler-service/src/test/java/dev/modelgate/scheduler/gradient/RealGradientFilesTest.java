package dev.modelgate.scheduler.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that people really committed, without one that was made for this test. */
class RealGradientFilesTest {

  private static final Path CORPUS = Path.of("../../shared/corpus/configs");
  private static final Pattern MOVE =
      Pattern.compile("Move lines (\\d+) to (\\d+) (\\d+) columns to the left");

  /** What the newest file of each repository is: runs, or the beginning of what is said of it. */
  private static final Map<String, String> READINGS =
      Map.ofEntries(
          Map.entry("EnisBerk__paperTest.yaml", "3:1 Expected \"key: value\""),
          Map.entry("JasWei__ChatBot_CS436.yaml", "29:7 \"triggers:\" stands in column 7"),
          Map.entry("JoshBroomberg__MovieGenrePrediction.yaml", "18:27 Secrets are not supported"),
          Map.entry("NVlabs__stylegan.yaml", "1:10 Files of version 1"),
          Map.entry("Paperspace__mnist-sample.yaml", "8:18 Steps on several nodes"),
          Map.entry("RodrigoDLPontes__gradient-ci-testing.yaml", "runs"),
          Map.entry("aditya140__NoveltyDetectionResearch.yaml", "runs"),
          Map.entry("alibaba__pipcook.yaml", "12:7 \"triggers:\" stands in column 7"),
          Map.entry("bcollazo__catanatron.yaml", "27:7 \"triggers:\" stands in column 7"),
          Map.entry("danieljosephparker__hello_world.yaml", "10:22 Expected a key"),
          Map.entry("diannatarahman__dnn-dot.yaml", "runs"),
          Map.entry("dkobran__PyTorch-Classifier.yaml", "runs"),
          Map.entry("dte__mnist-sample.yaml", "1:10 Files of version 1"),
          Map.entry("filipbalucha__know_your_avocado.yaml", "1:1 Expected a workflow file"),
          Map.entry("haosida123__textsum.yaml", "3:14 Files of version 1"),
          Map.entry("hzane__dive-into-dl.yaml", "3:10 Files of version 1"),
          Map.entry("macarra__CurlOfDuty.yaml", "runs"),
          Map.entry("opentensor__bittensor.yaml", "runs"),
          Map.entry(
              "patrickmineault__your-head-is-there-to-move-you-around.yaml",
              "29:7 \"triggers:\" stands in column 7"),
          Map.entry("sjawhar__no-wander.yaml", "runs"),
          Map.entry("tallyw00d__multinode-mnist.yaml", "1:10 Files of version 0"));

  @BeforeEach
  void requireCorpus() {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus is not here: " + CORPUS.toAbsolutePath());
  }

  @Test
  void saysOfEveryFileThatItRunsOrWhereItDoesNot() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (Path file : files(CORPUS)) {
      ReadResult result = read(file);
      List<Problem> errors = errors(result);

      assertThat(errors).allSatisfy(RealGradientFilesTest::isForPeople);
      boolean runs = runs(result);
      assertThat(runs || !errors.isEmpty()).as(file.toString()).isTrue();
      String kind =
          runs
              ? "run"
              : errors.stream().anyMatch(e -> e.message().contains("not supported by this version"))
                  ? "need what is not supported yet"
                  : "are invalid";
      counts.merge(kind, 1, Integer::sum);
    }
    System.out.println("Workflow files of real repositories, by what is said of them: " + counts);
    assertThat(counts.getOrDefault("run", 0)).isGreaterThan(20);
  }

  @Test
  void readsTheNewestFileOfEachRepositoryAsAPersonWould() throws IOException {
    for (Path file : files(CORPUS)) {
      String expected = READINGS.get(file.getFileName().toString());
      if (expected == null || !CORPUS.equals(file.getParent())) {
        continue;
      }
      ReadResult result = read(file);
      if (expected.equals("runs")) {
        assertThat(errors(result)).as(file.toString()).isEmpty();
      } else {
        assertThat(
                errors(result).stream().map(e -> e.line() + ":" + e.column() + " " + e.message()))
            .as(file.toString())
            .anySatisfy(said -> assertThat(said).startsWith(expected));
      }
    }
  }

  @Test
  void namesTheMoveThatRepairsTheFilesThatAreNoYaml() throws IOException {
    int repaired = 0;
    for (Path after : files(CORPUS.resolve("repaired"))) {
      Path before =
          CORPUS.resolve(after.getFileName().toString().replaceFirst("^(docs|history)__", "$1/"));
      if (!Files.exists(before)) {
        continue;
      }
      List<String> lines = new ArrayList<>(Files.readAllLines(before));
      for (Problem problem : errors(read(before))) {
        Matcher move = MOVE.matcher(problem.message());
        assertThat(move.find()).as("%s: %s", before, problem).isTrue();
        for (int i = Integer.parseInt(move.group(1)); i <= Integer.parseInt(move.group(2)); i++) {
          String line = lines.get(i - 1);
          lines.set(i - 1, line.isBlank() ? line : line.substring(Integer.parseInt(move.group(3))));
        }
      }
      byte[] moved = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      assertThat(said(GradientReader.read(Reading.PATH, moved, Map.of())))
          .as(after.toString())
          .isEqualTo(said(GradientReader.read(Reading.PATH, Files.readAllBytes(after), Map.of())));
      repaired++;
    }
    assertThat(repaired).isGreaterThan(5);
  }

  private static String said(ReadResult result) {
    return Reading.problems(result).toString() + runs(result);
  }

  private static ReadResult read(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    String repository = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    Map<String, RepositoryFile> named = new HashMap<>();
    for (String path : GradientReader.paramsFiles(Reading.PATH, content)) {
      Path there = CORPUS.resolve("params").resolve(repository).resolve(path);
      if (Files.isRegularFile(there)) {
        named.put(path, new RepositoryFile.Found(Files.readAllBytes(there)));
      }
    }
    return GradientReader.read(Reading.PATH, content, named);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<Problem> errors(ReadResult result) {
    return Reading.problems(result).stream().filter(Problem::isError).toList();
  }

  private static boolean runs(ReadResult result) {
    return result instanceof ReadResult.Read read
        && read.file().workflows().stream().anyMatch(WorkflowEntry.Valid.class::isInstance);
  }

  private static void isForPeople(Problem problem) {
    assertThat(problem.line()).isPositive();
    assertThat(problem.column()).isPositive();
    assertThat(problem.message())
        .isNotBlank()
        .doesNotContain("\n", "Exception")
        .hasSizeLessThan(600);
  }
}
