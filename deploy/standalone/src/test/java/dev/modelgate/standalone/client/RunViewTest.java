package dev.modelgate.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run on a terminal. */
class RunViewTest {

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void tellsWhatEachCheckSaysAndHowItRan() throws Exception {
    assertThat(RunView.lines(run("tensorflow:accuracy", "acme/train:1")))
        .containsExactly(
            "✗ failed  tensorflow:accuracy",
            "  run 3 of penguins, workflow train, main at b81e07d \"try\"",
            "  http://127.0.0.1:8080/projects/penguins/runs/3",
            "  ✗ failed  tensorflow:accuracy  not in 0.99..1.00: tensorflow:accuracy",
            "  attempt 1 on laptop: succeeded, exit code 0",
            "    note: container acme/train:1 was ignored: it ran as a plain process",
            "  next: ./modelgate run logs penguins 3");
  }

  @Test
  void saysOfWhichStepAnAttemptIsWhereThereAreSeveral() throws Exception {
    ObjectNode run = run("tensorflow:accuracy", "acme/train:1");
    ObjectNode second = run.withArray("experiments").addObject().put("step", "export");
    second.putArray("checks").addObject().put("key", "custom:size").putNull("verdict");
    second.putArray("attempts").addObject().put("number", 1).put("runner", "laptop");

    assertThat(RunView.lines(run))
        .containsSubsequence(
            "  step train",
            "    attempt 1 on laptop: succeeded, exit code 0",
            "  step export",
            "    · waiting  custom:size",
            "    attempt 1 on laptop: running");
  }

  @Test
  void saysWhyAPushCameToNoRun() throws Exception {
    ObjectNode declined =
        json.createObjectNode()
            .put("project", "penguins")
            .put("branch", "broken")
            .put("sha", "b81e07d0000")
            .put("subject", "try\u001b[2J")
            .put("sentence", "Workflow train is invalid: unknown key")
            .put("url", "http://127.0.0.1:8080/projects/penguins/commits/b81e07d0000");

    assertThat(RunView.declined(declined))
        .containsExactly(
            "! no run  penguins, broken at b81e07d \"try [2J\"",
            "  Workflow train is invalid: unknown key",
            "  http://127.0.0.1:8080/projects/penguins/commits/b81e07d0000");
  }

  @Test
  void givesNoTextOfStrangersPowerOverTheTerminal() throws Exception {
    String hostile = "\u001b[2J\u001b]8;;http://evil.example\u0007x\u009b31m\r\n\u202ey";

    List<String> lines = RunView.lines(run("tensorflow:" + hostile, hostile));

    assertThat(lines)
        .hasSize(7)
        .allSatisfy(
            line ->
                assertThat(line.codePoints())
                    .noneMatch(point -> Character.isISOControl(point) || point == 0x202E));
  }

  private ObjectNode run(String key, String container) {
    ObjectNode run =
        json.createObjectNode()
            .put("verdict", "failed")
            .put("sentence", "failed: " + key)
            .put("number", 3)
            .put("project", "penguins")
            .put("workflow", "train")
            .put("branch", "main")
            .put("sha", "b81e07d0000")
            .put("subject", "try")
            .put("url", "http://127.0.0.1:8080/projects/penguins/runs/3")
            .put("next", "./modelgate run logs penguins 3");
    ObjectNode experiment = run.putArray("experiments").addObject().put("step", "train");
    experiment
        .putArray("checks")
        .addObject()
        .put("key", key)
        .put("verdict", "failed")
        .put("sentence", "failed: not in 0.99..1.00: " + key);
    experiment
        .putArray("attempts")
        .addObject()
        .put("number", 1)
        .put("runner", "laptop")
        .put("outcome", "succeeded")
        .put("exitCode", 0)
        .putArray("notes")
        .add("container " + container + " was ignored: it ran as a plain process");
    return run;
  }
}
