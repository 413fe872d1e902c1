package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.Download;
import dev.modelgate.standalone.client.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the files that a run's job left, and fetches them. */
@Command(
    name = "artifacts",
    description = "List the files that a run's job left in its artifact folder, or fetch them.",
    customSynopsis = {
      "  ./modelgate run artifacts penguins 42",
      "  ./modelgate run artifacts penguins 42 --download results"
    })
final class RunArtifacts implements Callable<Integer> {

  @Mixin HelpOption help = new HelpOption();
  @Mixin ClientOptions client = new ClientOptions();
  @Mixin RunCommand.Which which = new RunCommand.Which();

  @Option(names = "--attempt", paramLabel = "N", description = "Another attempt than the newest.")
  @Nullable String attempt;

  @Option(
      names = "--download",
      paramLabel = "DIR",
      description = "Fetch them into this folder; a file that is there stays as it is.")
  @Nullable Path download;

  @Override
  public Integer call() {
    try (Api api = client.api()) {
      String query = attempt == null ? "" : "?attempt=" + Api.escaped(attempt);
      JsonNode answer = api.get(which.path() + "/artifacts" + query);
      JsonNode artifacts = answer.path("artifacts");
      if (download != null) {
        Download to = new Download(api, download);
        for (JsonNode artifact : artifacts) {
          boolean fetched = to.fetch(artifact);
          ((ObjectNode) artifact).put("fetched", fetched);
          if (!client.json) {
            System.out.println(name(artifact) + (fetched ? "" : "  (was there)"));
          }
        }
        client.printed(answer);
        return 0;
      }
      if (client.printed(answer)) {
        return 0;
      }
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("BYTES", "FILE"));
      artifacts.forEach(a -> rows.add(List.of(a.path("bytes").asText(), name(a))));
      if (rows.size() == 1) {
        System.out.println("this job left no artifacts");
      } else {
        Text.table(rows, Integer.MAX_VALUE).forEach(System.out::println);
      }
      return 0;
    }
  }

  private static String name(JsonNode artifact) {
    return Text.plain(artifact.path("path").asText());
  }
}
