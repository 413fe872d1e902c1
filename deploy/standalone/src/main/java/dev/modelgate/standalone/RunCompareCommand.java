package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.ComparedView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lays runs side by side. */
@Command(
    name = "compare",
    description = "Show what differs between runs of a project; changes are against the first.",
    customSynopsis = {
      "  ./modelgate run compare penguins 41 42",
      "  ./modelgate run compare penguins 41 42 45 --json"
    })
final class RunCompareCommand implements Callable<Integer> {

  @Mixin HelpOption help = new HelpOption();
  @Mixin ClientOptions client = new ClientOptions();

  @Parameters(index = "0", paramLabel = "PROJECT", description = "Name of the project.")
  String project = "";

  @Parameters(
      index = "1..*",
      arity = "2..*",
      paramLabel = "RUN",
      converter = RunNumber.class,
      description = "Numbers of two to six runs.")
  List<Integer> runs = new ArrayList<>();

  @Override
  public Integer call() {
    String numbers = runs.stream().map(String::valueOf).collect(Collectors.joining(","));
    try (Api api = client.api()) {
      JsonNode compared =
          api.get("/api/runs/" + Api.escaped(project) + "/compare?runs=" + Api.escaped(numbers));
      if (!client.printed(compared)) {
        ComparedView.lines(compared).forEach(System.out::println);
      }
      return 0;
    }
  }
}
