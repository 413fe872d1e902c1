package dev.modelgate.e2e;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The commit at hand with a field more in each event of the pipeline, built as a version to come.
 */
final class NextVersion {

  static final List<String> CHANGED =
      List.of("GitEventReceived", "WorkflowPlanned", "ExperimentFinished", "ChecksEvaluated");

  private static final Path HERE = Path.of("../..").toAbsolutePath().normalize();

  private NextVersion() {}

  /** Builds it below a folder; answers the folder with its jars. */
  static Path build(Workplace place) throws Exception {
    Path source = place.of("next");
    run(place, "git", "clone", "-q", HERE.toString(), source.toString());
    JsonMapper json = new JsonMapper();
    for (String event : CHANGED) {
      Path file = source.resolve("schemas/events/src/main/resources/schemas/" + event + ".avsc");
      ObjectNode schema = (ObjectNode) json.readTree(file.toFile());
      ((ArrayNode) schema.get("fields"))
          .addObject()
          .put("name", "ofNextVersion")
          .put("doc", "A field that the version before does not know.")
          .put("type", "string")
          .put("default", "next");
      Files.writeString(file, schema.toPrettyString() + "\n");
    }
    String maven = source.resolve("mvnw").toString();
    String file = source.resolve("pom.xml").toString();
    run(
        place,
        maven,
        "-B",
        "-q",
        "-f",
        file,
        "-pl",
        "schemas/events",
        "-Pschema-ids",
        "test-compile");
    run(
        place,
        maven,
        "-B",
        "-q",
        "-f",
        file,
        "-Dmodelgate.app",
        "-Dmaven.test.skip=true",
        "-pl",
        "deploy/standalone",
        "-am",
        "package");
    return source.resolve("deploy/standalone/target/app/lib");
  }

  private static void run(Workplace place, String... command) throws Exception {
    Path output = place.of("next.out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(List.of(command) + ": " + Files.readString(output));
    }
  }
}
