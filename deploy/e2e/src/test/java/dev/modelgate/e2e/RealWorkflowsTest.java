package dev.modelgate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.scheduler.gradient.GradientReader;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.RefFilter;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The version 2 files of real repositories, run as they were committed, but for the command of a
 * step, which a stand-in replaces.
 */
@Tag("soak")
class RealWorkflowsTest {

  private static final Path CORPUS = Path.of("../../../shared/corpus/configs");
  private static final String FILE = ".ps_project/config.yaml";

  /** A file of the corpus as a project; each of its workflows can run. */
  private record Project(
      String name,
      Path file,
      String content,
      Map<String, String> params,
      List<Workflow> workflows) {

    /** A branch that starts the first workflow. */
    String branch() {
      Stream<String> named =
          workflows.getFirst().triggers().branches() instanceof RefFilter.Only(var patterns)
              ? patterns.stream().map(RefPattern::toString)
              : Stream.of();
      return Stream.concat(Stream.of("main", "master", "train", "paperspace"), named)
          .filter(branch -> starts(workflows.getFirst(), branch))
          .findFirst()
          .orElseThrow(() -> new AssertionError("Expected a branch that starts " + file));
    }

    List<Workflow> started() {
      return workflows.stream().filter(workflow -> starts(workflow, branch())).toList();
    }

    List<Check> checks() {
      return checks(workflows);
    }

    /** Whether numbers outside of all bounds fail each workflow that a push starts. */
    boolean hasBounds() {
      return started().stream()
          .allMatch(
              each ->
                  checks(List.of(each)).stream()
                      .anyMatch(c -> !c.bounds().isEmpty() && !c.judging().onlyPulls()));
    }

    private static List<Check> checks(List<Workflow> workflows) {
      return workflows.stream()
          .flatMap(workflow -> workflow.steps().stream())
          .flatMap(step -> step.checks().stream())
          .toList();
    }

    private static boolean starts(Workflow workflow, String branch) {
      return switch (workflow.triggers().branches()) {
        case RefFilter.All() -> true;
        case RefFilter.None() -> false;
        case RefFilter.Only(var patterns) -> patterns.stream().anyMatch(p -> p.matches(branch));
        case RefFilter.Ignore(var patterns) -> patterns.stream().noneMatch(p -> p.matches(branch));
      };
    }
  }

  /** A commit, and the verdict that its runs should come to. */
  private record Pushed(Project project, Repository repository, String sha, String verdict) {}

  @Test
  void arePlannedRunAndJudged() throws Exception {
    assumeTrue(Files.isDirectory(CORPUS), "the corpus is not here: " + CORPUS.toAbsolutePath());
    try (Workplace place = Workplace.create()) {
      List<Project> projects = projects(StandIn.create(place.of("stand-in")));
      assertThat(projects).hasSizeGreaterThan(20);
      try (RunningServer server =
          RunningServer.start(
              place, "--offers", machines(projects), "--containers", "ignore", "--slots", "4")) {
        List<Pushed> pushed = new ArrayList<>();
        for (Project project : projects) {
          pushed.addAll(push(server, place, project));
        }
        Map<String, Integer> verdicts = new TreeMap<>();
        List<String> doubts = new ArrayList<>();
        for (Pushed each : pushed) {
          for (JsonNode row : awaitRuns(server, each)) {
            JsonNode run =
                server.get("/api/runs/" + each.project.name + "/" + row.path("number").asInt());
            verdicts.merge(run.path("verdict").asText(), 1, Integer::sum);
            if (!run.path("verdict").asText().equals(each.verdict)) {
              doubts.add("%s should have %s: %s".formatted(each.project.file, each.verdict, run));
            }
          }
          Site.await(
              "the note", () -> each.repository.note(each.sha), note -> note.contains("modelgate"));
        }
        System.out.println(
            "Workflow files of %d real repositories were run: %s"
                .formatted(projects.size(), verdicts));
        assertThat(doubts).isEmpty();
      }
    }
  }

  private static List<Pushed> push(RunningServer server, Workplace place, Project project)
      throws Exception {
    Repository repository = Repository.create(place.of("git"), project.name);
    server.register(project.name, repository);
    repository.write(FILE, project.content);
    for (Map.Entry<String, String> params : project.params.entrySet()) {
      repository.write(params.getKey(), params.getValue());
    }
    List<Pushed> pushed = new ArrayList<>();
    for (boolean fitting : project.hasBounds() ? List.of(true, false) : List.of(true)) {
      repository.write(StandIn.CHOSEN, StandIn.chosen(project.checks(), fitting));
      String sha = repository.push(project.branch(), "numbers that fit: " + fitting);
      pushed.add(new Pushed(project, repository, sha, fitting ? "passed" : "failed"));
    }
    return pushed;
  }

  private static JsonNode awaitRuns(RunningServer server, Pushed pushed) {
    return Site.await(
        "the runs of " + pushed.project.file,
        Duration.ofMinutes(5),
        () -> server.get("/api/commits/" + pushed.project.name + "/" + pushed.sha).path("runs"),
        runs -> {
          List<JsonNode> all = new ArrayList<>();
          runs.forEach(all::add);
          return all.size() == pushed.project.started().size()
              && all.stream().allMatch(Site::isOver);
        });
  }

  private static String machines(List<Project> projects) {
    return String.join(
        ",",
        projects.stream()
            .flatMap(project -> project.workflows.stream())
            .flatMap(workflow -> workflow.steps().stream())
            .map(Step::machine)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<Project> projects(StandIn standIn) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(CORPUS)) {
      files = walk.filter(path -> path.toString().matches(".*\\.ya?ml")).sorted().toList();
    }
    List<Project> projects = new ArrayList<>();
    for (Path file : files) {
      String content = standIn.into(Files.readString(file));
      Map<String, String> params = params(standIn, file, content);
      if (GradientReader.read(FILE, content.getBytes(UTF_8), found(params))
              instanceof ReadResult.Read read
          && read.file().workflows().stream().allMatch(WorkflowEntry.Valid.class::isInstance)) {
        projects.add(
            new Project(
                "real-" + (projects.size() + 1),
                file,
                content,
                params,
                read.file().workflows().stream()
                    .map(entry -> ((WorkflowEntry.Valid) entry).workflow())
                    .toList()));
      }
    }
    return projects;
  }

  /** The files of parameters that the file names, as far as the corpus has them. */
  private static Map<String, String> params(StandIn standIn, Path file, String content)
      throws IOException {
    Path folder =
        CORPUS
            .resolve("params")
            .resolve(file.getFileName().toString().replaceFirst("\\.ya?ml$", ""));
    Map<String, String> params = new TreeMap<>();
    for (String path : GradientReader.paramsFiles(FILE, content.getBytes(UTF_8))) {
      if (Files.isRegularFile(folder.resolve(path))) {
        params.put(path, standIn.into(Files.readString(folder.resolve(path))));
      }
    }
    return params;
  }

  private static Map<String, RepositoryFile> found(Map<String, String> params) {
    return params.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> new RepositoryFile.Found(each.getValue().getBytes(UTF_8))));
  }
}
