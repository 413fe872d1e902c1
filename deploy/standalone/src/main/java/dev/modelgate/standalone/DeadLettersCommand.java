package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.standalone.client.Text;
import dev.modelgate.standalone.topics.DeadLetter;
import dev.modelgate.standalone.topics.DeadLetterShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands about records that a service could not handle. */
@Command(
    name = "dead-letters",
    description = "Look at the records that a service could not handle, and put them back.",
    customSynopsis = {"  ./modelgate dead-letters list", "  ./modelgate dead-letters replay --all"},
    subcommands = {DeadLettersCommand.Listing.class, DeadLettersCommand.Replay.class})
final class DeadLettersCommand {

  private static final int WIDTH = 120;

  @Mixin HelpOption help = new HelpOption();

  /** Lists the dead letters that wait. */
  @Command(
      name = "list",
      description = "List the dead letters that were not put back yet.",
      customSynopsis = {
        "  ./modelgate dead-letters list",
        "  ./modelgate dead-letters list --replayed --json"
      })
  static final class Listing implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--replayed", description = "Also those that were put back.")
    boolean replayed;

    @Override
    public Integer call() {
      try (DeadLetterShelf shelf = DeadLetterShelf.open(kafka.installation())) {
        List<DeadLetter> letters =
            shelf.letters().stream().filter(letter -> replayed || !letter.replayed()).toList();
        if (kafka.json) {
          ObjectNode answer = new JsonMapper().createObjectNode();
          ArrayNode all = answer.putArray("deadLetters");
          letters.forEach(letter -> describe(letter, all.addObject()));
          System.out.println(answer.toPrettyString());
        } else if (letters.isEmpty()) {
          System.out.println("no dead letters");
        } else {
          Text.table(rows(letters), WIDTH).forEach(System.out::println);
        }
        return 0;
      }
    }

    private static List<List<String>> rows(List<DeadLetter> letters) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("ID", "AT", "SERVICE", "REASON", "KEY", "ERROR"));
      for (DeadLetter letter : letters) {
        rows.add(
            List.of(
                letter.id(),
                letter.at().toString(),
                Text.plain(letter.header("service")),
                letter.replayed() ? "replayed" : Text.plain(letter.header("reason")),
                Text.plain(Text.cut(letter.key(), 36)),
                Text.plain(letter.header("error"))));
      }
      return rows;
    }

    private static void describe(DeadLetter letter, ObjectNode json) {
      json.put("id", letter.id())
          .put("topic", letter.topic())
          .put("offset", letter.offset())
          .put("at", letter.at().toString())
          .put("key", letter.key())
          .put("bytes", letter.bytes())
          .put("replayed", letter.replayed())
          .put("replayable", letter.source().isPresent());
      for (String name :
          List.of("service", "reason", "error", "topic", "partition", "offset", "stack")) {
        String value = letter.header(name);
        if (!value.isEmpty()) {
          json.put(name.matches("topic|partition|offset") ? "source-" + name : name, value);
        }
      }
    }
  }

  /** Puts dead letters back on the topic that they came from. */
  @Command(
      name = "replay",
      description = {
        "Put dead letters back on the topic that they came from, for the service that refused them.",
        "Do it once the reason is repaired: each is handled as if it had just come, after all that",
        "came meanwhile. Exit codes: 0 all are put back, 1 some cannot be, 3 could not be done."
      },
      customSynopsis = {
        "  ./modelgate dead-letters replay git-events/3",
        "  ./modelgate dead-letters replay --all --json"
      })
  static final class Replay implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();
    @Mixin HelpOption help = new HelpOption();
    @Mixin KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "As dead-letters list shows it.")
    List<String> ids = List.of();

    @Option(names = "--all", description = "Every one that was not put back yet.")
    boolean all;

    @Override
    public Integer call() {
      if (all == !ids.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "Expected either ids or --all, but got " + (all ? "both" : "none"));
      }
      try (DeadLetterShelf shelf = DeadLetterShelf.open(kafka.installation())) {
        Map<String, String> results = all ? shelf.replayAll() : shelf.replay(ids);
        if (kafka.json) {
          ObjectNode answer = new JsonMapper().createObjectNode();
          ObjectNode each = answer.putObject("results");
          results.forEach(each::put);
          System.out.println(answer.toPrettyString());
        } else if (results.isEmpty()) {
          System.out.println("no dead letters");
        } else {
          results.forEach((id, result) -> System.out.println(id + "  " + result));
        }
        return results.values().stream().allMatch(DeadLetterShelf.PUT_BACK::equals) ? 0 : 1;
      }
    }
  }
}
