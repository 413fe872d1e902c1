package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.events.wire.Topics.Change;
import dev.modelgate.standalone.topics.Installation;
import dev.modelgate.standalone.topics.TopicMaker;
import dev.modelgate.standalone.topics.TopicMaker.Made;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands about the installation's topics. */
@Command(
    name = "topics",
    description = "Make the topics of an installation on a Kafka of its own.",
    customSynopsis = "  ./modelgate topics apply --bootstrap kafka-1:9092,kafka-2:9092",
    subcommands = TopicsCommand.Apply.class)
final class TopicsCommand {

  @Mixin HelpOption help = new HelpOption();

  /** Creates what is missing and repairs settings; says what cannot be repaired. */
  @Command(
      name = "apply",
      description = {
        "Create the topics that are missing and repair settings that differ; may be run at any time.",
        "Exit codes: 0 all are as they have to be, 1 some differ for good, 3 Kafka could not be asked."
      },
      customSynopsis = {
        "  ./modelgate topics apply --bootstrap kafka-1:9092,kafka-2:9092 --replication 3",
        "  MODELGATE_CONFIG=/etc/modelgate/modelgate.yml ./modelgate topics apply --json"
      })
  static final class Apply implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin KafkaOptions kafka = new KafkaOptions();

    @Option(
        names = "--partitions",
        paramLabel = "N",
        description = "Of topics that do not exist yet (default: as set, else 12); then for ever.")
    @Nullable Integer partitions;

    @Option(
        names = "--replication",
        paramLabel = "N",
        description = "Copies of each partition of topics that do not exist yet (default: as set).")
    @Nullable Integer replication;

    @Override
    public Integer call() {
      Installation installation = kafka.installation().with(partitions, replication);
      Made made = TopicMaker.apply(installation);
      if (kafka.json) {
        System.out.println(json(made).toPrettyString());
      } else {
        made.changes()
            .forEach(
                (topic, change) -> {
                  if (change != Change.NONE) {
                    System.out.printf(Locale.ROOT, "%-9s %s%n", word(change), topic);
                  }
                });
        made.problems().forEach(System.out::println);
        System.out.printf(
            Locale.ROOT,
            "%d topics at %s: %d created, %d repaired, %d differ%n",
            made.changes().size(),
            installation.bootstrapServers(),
            made.count(Change.CREATED),
            made.count(Change.REPAIRED),
            made.problems().size());
      }
      return made.problems().isEmpty() ? 0 : 1;
    }

    private static String word(Change change) {
      return switch (change) {
        case CREATED -> "created";
        case REPAIRED -> "repaired";
        case NONE -> "unchanged";
      };
    }

    private static ObjectNode json(Made made) {
      ObjectNode answer = new JsonMapper().createObjectNode();
      ArrayNode topics = answer.putArray("topics");
      made.changes()
          .forEach(
              (name, change) -> topics.addObject().put("name", name).put("change", word(change)));
      ArrayNode problems = answer.putArray("problems");
      made.problems().forEach(problems::add);
      return answer;
    }
  }
}
