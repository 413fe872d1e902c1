package dev.modelgate.e2e;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.scheduler.workflow.Bound;
import dev.modelgate.scheduler.workflow.Check;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A program that takes the place of somebody's training: it writes the numbers that the commit
 * chose into an event file and into the file of custom metrics.
 *
 * @param command shell text that starts it
 */
record StandIn(String command) {

  /** The file of the repository with the chosen numbers. */
  static final String CHOSEN = "chosen.json";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path EVENT_WRITER =
      Path.of("../standalone/src/main/resources/demo/penguins/events.py");

  private static final String PROGRAM =
      """
      import json, os, pathlib, sys
      sys.dont_write_bytecode = True
      from events import EventWriter
      folder = next(f for f in [pathlib.Path.cwd(), *pathlib.Path.cwd().parents]
                    if (f / "chosen.json").exists())
      chosen = json.loads((folder / "chosen.json").read_text())
      out = os.environ["MODELGATE_ARTIFACTS"]
      if chosen["scalars"]:
          writer = EventWriter(out)
          for step in range(3):
              writer.write(step, **chosen["scalars"])
          writer.close()
      pathlib.Path(out, "gradient-model-metadata.json").write_text(json.dumps(chosen["document"]))
      """;

  static StandIn create(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("train.py"), PROGRAM);
    Files.copy(EVENT_WRITER, folder.resolve("events.py"));
    return new StandIn("python3 " + folder.resolve("train.py"));
  }

  /** The workflow file with this command in the place of every other; all else is as it was. */
  String into(String file) {
    List<Node> commands = new ArrayList<>();
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(file));
      collect(root, commands);
    } catch (RuntimeException e) {
      return file;
    }
    commands.sort(Comparator.comparingInt(node -> -node.getStartMark().getIndex()));
    StringBuilder text = new StringBuilder(file);
    for (Node node : commands) {
      int start = text.offsetByCodePoints(0, node.getStartMark().getIndex());
      int end = text.offsetByCodePoints(0, node.getEndMark().getIndex());
      String after = text.substring(start, end).endsWith("\n") ? "\n" : "";
      text.replace(start, end, command + after);
    }
    return text.toString();
  }

  private static void collect(Node node, List<Node> commands) {
    switch (node) {
      case MappingNode mapping -> {
        for (NodeTuple tuple : mapping.getValue()) {
          if (tuple.getKeyNode() instanceof ScalarNode key
              && key.getValue().equals("command")
              && tuple.getValueNode() instanceof ScalarNode value
              && !value.getValue().contains(".run_")) {
            commands.add(value);
          } else {
            collect(tuple.getValueNode(), commands);
          }
        }
      }
      case SequenceNode sequence -> sequence.getValue().forEach(each -> collect(each, commands));
      case null, default -> {}
    }
  }

  /**
   * The content of {@link #CHOSEN}.
   *
   * @param fitting whether the numbers are inside the bounds of the checks or outside
   */
  static String chosen(List<Check> checks, boolean fitting) throws IOException {
    ObjectNode all = JSON.createObjectNode();
    ObjectNode scalars = all.putObject("scalars");
    ObjectNode document = all.putObject("document");
    for (Check check : checks) {
      BigDecimal value = fitting ? inside(check.bounds()) : outside(check.bounds());
      if (check.metric().source().equals("tensorflow")) {
        scalars.put(check.metric().name(), value);
      } else {
        ObjectNode at = document;
        String[] steps = check.metric().pointer().substring(1).split("/");
        for (int i = 0; i < steps.length - 1; i++) {
          at = at.withObjectProperty(steps[i]);
        }
        at.put(steps[steps.length - 1], value);
      }
    }
    return all.toPrettyString();
  }

  private static BigDecimal inside(List<Bound> bounds) {
    List<BigDecimal> values = values(bounds);
    return switch (values.size()) {
      case 0 -> BigDecimal.ONE;
      case 1 -> values.getFirst();
      default -> values.getFirst().add(values.getLast()).divide(BigDecimal.TWO);
    };
  }

  /** Far from the bounds, on the side that one of them excludes. */
  private static BigDecimal outside(List<Bound> bounds) {
    if (bounds.isEmpty()) {
      return BigDecimal.ONE;
    }
    return switch (bounds.getFirst().operator()) {
      case ABOVE, AT_LEAST -> values(bounds).getFirst().subtract(BigDecimal.TEN);
      case BELOW, AT_MOST -> values(bounds).getFirst().add(BigDecimal.TEN);
    };
  }

  private static List<BigDecimal> values(List<Bound> bounds) {
    return bounds.stream().map(bound -> new BigDecimal(bound.value())).toList();
  }
}
