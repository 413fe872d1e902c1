package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.KnownKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The keys of a file of version 2, place by place. */
final class GradientKeys {

  /** Keys whose values nobody may read in a message. */
  static final Set<String> SECRETS =
      Set.of(
          "apiKey",
          "datasetAwsAccessKeyId",
          "datasetAwsSecretAccessKey",
          "registryPassword",
          "workspacePassword",
          "workerRegistryPassword",
          "parameterServerRegistryPassword",
          "masterRegistryPassword");

  /** Keys of a step that runs on one node, as far as they mean something here. */
  static final List<String> SINGLE_NODE =
      List.of(
          "command",
          "container",
          "machineType",
          "experimentEnv",
          "workingDirectory",
          "artifactDirectory",
          "modelPath",
          "modelType");

  /** Keys of data that GradientCI fetched before the job. */
  static final List<String> DATASETS =
      List.of(
          "datasets",
          "datasetId",
          "datasetUri",
          "datasetName",
          "datasetAwsAccessKeyId",
          "datasetAwsSecretAccessKey",
          "datasetAwsEndpoint",
          "datasetVersionId",
          "datasetEtag",
          "datasetVolumeKind",
          "datasetVolumeSize");

  /** Keys that would make another job out of it than the commit's. */
  static final List<String> WORKSPACES =
      List.of(
          "workspace",
          "workspaceRef",
          "workspaceUsername",
          "workspacePassword",
          "workspaceUrl",
          "workspaceArchive",
          "ignoreFiles");

  /** Keys that mean something elsewhere only. */
  static final List<String> WITHOUT_EFFECT =
      List.of(
          "name",
          "ports",
          "clusterId",
          "projectId",
          "projectHandle",
          "containerUser",
          "registryUrl",
          "registryUsername",
          "registryPassword",
          "isPreemptible",
          "tag",
          "tags",
          "tensorboard",
          "tensorboard_set",
          "apiKey",
          "no-logs",
          "vpc",
          "optionsFile",
          "experimentType",
          "experimentTypeId",
          "customMetric");

  private static final List<String> OF_A_ROLE =
      List.of(
          "Command",
          "Container",
          "MachineType",
          "Count",
          "ContainerUser",
          "RegistryUrl",
          "RegistryUsername",
          "RegistryPassword",
          "WorkingDirectory",
          "ArtifactDirectory");

  static final List<String> SEVERAL_NODES = ofRoles();

  static final KnownKeys FILE =
      new KnownKeys(
          "the file",
          List.of("version", "workflows", "triggers"),
          Set.of(),
          Map.of("workflow", "workflows", "jobs", "workflows"));

  static final KnownKeys WORKFLOW =
      new KnownKeys(
          "a workflow",
          List.of("steps", "triggers", "checks", "branches", "tags"),
          Set.of(),
          Map.of("step", "steps", "on", "triggers", "filters", "triggers", "trigger", "triggers"));

  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("paramfilepath", "paramsFile"),
          Map.entry("paramsfilepath", "paramsFile"),
          Map.entry("paramfile", "paramsFile"),
          Map.entry("machine", "machineType"),
          Map.entry("instancetype", "machineType"),
          Map.entry("image", "container"),
          Map.entry("env", "experimentEnv"),
          Map.entry("environment", "experimentEnv"),
          Map.entry("workdir", "workingDirectory"),
          Map.entry("artifacts", "artifactDirectory"),
          Map.entry("model", "modelType and modelPath"),
          Map.entry("filters", "triggers"),
          Map.entry("run", "command"));

  static final KnownKeys PARAMS =
      new KnownKeys("params", all("checks", "triggers"), Set.of(), MEANT);

  static final KnownKeys STEP =
      new KnownKeys("a step", all("checks", "triggers", "params", "paramsFile"), Set.of(), MEANT);

  static final KnownKeys TRIGGERS =
      new KnownKeys(
          "triggers",
          List.of("branches", "tags"),
          Set.of(),
          Map.of("branch", "branches", "tag", "tags", "push", "branches"));

  static final KnownKeys FILTER =
      new KnownKeys(
          "a filter",
          List.of("only", "ignore"),
          Set.of(),
          Map.of("except", "ignore", "include", "only", "exclude", "ignore"));

  /** What a check may state, and {@code defaults} for all. */
  static final KnownKeys CHECK =
      new KnownKeys(
          "a check",
          List.of(
              "target",
              "aggregate",
              "round",
              "precision",
              "only-pulls",
              "if-not-found",
              "comment-on-pr",
              "aggregation",
              "only-prs"),
          Set.of(),
          Map.of("range", "target", "rounding", "round", "decimals", "precision"));

  private GradientKeys() {}

  private static List<String> ofRoles() {
    List<String> keys = new ArrayList<>();
    for (String role : List.of("worker", "parameterServer", "master")) {
      OF_A_ROLE.forEach(key -> keys.add(role + key));
    }
    return List.copyOf(keys);
  }

  private static List<String> all(String... more) {
    TreeSet<String> keys = new TreeSet<>(List.of(more));
    List.of(SINGLE_NODE, DATASETS, WORKSPACES, WITHOUT_EFFECT, SEVERAL_NODES).forEach(keys::addAll);
    return List.copyOf(keys);
  }
}
