package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code config lint} says and how it ends. */
class ConfigLintTest {

  private static final String STEP =
      """
      version: 2
      workflows:
        train:
          steps:
            - name: train
              command: experiment.run_single_node
              paramsFile: .ps_project/train.yml
              checks:
                custom:loss: {target: 0.1..0.5, aggregate: /loss, precision: 3}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private int exit;

  @Test
  void saysThatAFileCanRun() throws IOException {
    write(".ps_project/config.yaml", STEP);
    write(".ps_project/train.yml", "command: python train.py\nclusterId: cl1\n");

    assertThat(lint(folder.toString()))
        .containsExactly(
            folder + "/.ps_project/train.yml:2:1: note: \"clusterId\" has no effect here.",
            folder + "/.ps_project/config.yaml: 1 of 1 workflow can run",
            "  train runs at pushes to every branch",
            "    on any machine: python train.py",
            "    check: custom:loss (/loss, rounded down to decimals: 3) is above 0.1 and below"
                + " 0.5");
    assertThat(exit).isZero();
  }

  @Test
  void saysInWordsWhatAFileMeans() throws IOException {
    write(
        ".modelgate/config.yaml",
        """
        version: 3
        workflows:
          train:
            triggers: {push: {branches: [main, release/.*], tags: v.*}}
            machine: a100
            run: |
              pip install .
              python3 train.py
            checks:
              json:metrics.json:/accuracy:
                at-least: 0.90
                compare: {to: baseline, better: higher, tolerance: 1%}
              json:metrics.json:/loss:
                compare: {to: baseline, better: lower, tolerance: 0}
              tensorflow:train/loss: {aggregate: last, below: 0.5}
        """);

    assertThat(lint(folder.toString()))
        .containsExactly(
            folder + "/.modelgate/config.yaml: 1 of 1 workflow can run",
            "  train runs at pushes to branches that match main or release/.* and tags that match"
                + " v.*",
            "    on a machine that offers a100: pip install . …",
            "    check: json:metrics.json:/accuracy is at least 0.90 and at most 1% below the"
                + " baseline",
            "    check: json:metrics.json:/loss is not above the baseline",
            "    check: tensorflow:train/loss (last) is below 0.5");
  }

  @Test
  void saysWhereAFileIsWrong() throws IOException {
    write(".ps_project/config.yaml", STEP);

    assertThat(lint(folder.resolve(".ps_project/config.yaml").toString()))
        .containsExactly(
            folder
                + "/.ps_project/config.yaml:7:21: error: Expected the file .ps_project/train.yml in"
                + " the commit, but there is none.",
            folder + "/.ps_project/config.yaml: 0 of 1 workflow can run");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void followsNoLink() throws IOException {
    write("elsewhere/train.yml", "command: x\n");
    write(".ps_project/config.yaml", STEP);
    Files.createSymbolicLink(
        folder.resolve(".ps_project/train.yml"), folder.resolve("elsewhere/train.yml"));

    assertThat(lint(folder.toString()).getFirst()).contains("but it is a symbolic link.");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void saysOfAFileWhatAServerWouldSay() throws IOException {
    write(".modelgate/config.yml", "version: 3\nworkflows: {train: {run: x}}\n");
    assertThat(lint(folder.resolve(".modelgate/config.yml").toString()).getFirst())
        .contains("error: The workflow file has another name");
    assertThat(exit).isEqualTo(1);

    Files.delete(folder.resolve(".modelgate/config.yml"));
    write(".ps_project/config.yaml", STEP);
    write(".ps_project/config.yml", STEP);
    write(".ps_project/train.yml", "command: python train.py\n");
    for (String file : List.of(".ps_project/config.yaml", ".ps_project/config.yml")) {
      assertThat(lint(folder.resolve(file).toString()).getFirst())
          .contains("error: Expected one workflow file, but .ps_project/config.yaml exists, too.");
    }

    write(".modelgate/config.yaml", "version: 3\nworkflows: {train: {run: x}}\n");
    assertThat(lint(folder.resolve(".ps_project/config.yaml").toString()).getFirst())
        .endsWith("warning: This file is not read, because .modelgate/config.yaml exists.");
    assertThat(exit).isZero();
  }

  @Test
  void readsAFileOfParametersThatAServerWouldRead() throws IOException {
    write(".ps_project/config.yaml", STEP);
    write(".ps_project/train.yml", "command: python train.py\n#" + "x".repeat(256 * 1024));

    assertThat(lint(folder.toString()).getFirst())
        .contains("to be a file, but it is a file of 262170 bytes");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void readsAFileOfAnyNameByItsVersion() throws IOException {
    write("any.yml", "version: 3\nworkflows: {train: {run: x}}\n");

    assertThat(lint(folder.resolve("any.yml").toString()))
        .startsWith(folder + "/any.yml: 1 of 1 workflow can run");
  }

  @Test
  void printsJson() throws IOException {
    write(".ps_project/config.yaml", STEP);
    write(".ps_project/train.yml", "command: python train.py\n");
    JsonNode json =
        new ObjectMapper().readTree(String.join("\n", lint("--json", folder.toString())));

    assertThat(json.at("/valid").asBoolean()).isTrue();
    assertThat(json.at("/files/0/path").asText()).endsWith(".ps_project/config.yaml");
    assertThat(json.at("/files/0/workflows/0/steps/0/run").asText()).isEqualTo("python train.py");
    JsonNode check = json.at("/files/0/workflows/0/steps/0/checks/0");
    assertThat(check.at("/bounds").toString())
        .isEqualTo("[{\"op\":\"above\",\"value\":\"0.1\"},{\"op\":\"below\",\"value\":\"0.5\"}]");
    assertThat(check.at("/compareRounded").asBoolean()).isTrue();
    assertThat(exit).isZero();
  }

  @Test
  void endsWithOneWhereThereIsNoWorkflowFileAndWithTwoWhereThereIsNoSuchPath() {
    assertThat(lint(folder.toString()).getFirst()).contains("error: Expected a workflow file here");
    assertThat(exit).isEqualTo(1);
    lint(folder.resolve("missing").toString());
    assertThat(exit).isEqualTo(2);
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<String> lint(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      String[] all = new String[arguments.length + 2];
      all[0] = "config";
      all[1] = "lint";
      System.arraycopy(arguments, 0, all, 2, arguments.length);
      exit = Modelgate.run(all);
    } finally {
      System.setOut(out);
    }
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
