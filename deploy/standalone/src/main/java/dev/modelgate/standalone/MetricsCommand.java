package dev.modelgate.standalone;

import dev.modelgate.standalone.metrics.ShownPath;
import dev.modelgate.standalone.metrics.ShownSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about metrics. */
@Command(
    name = "metrics",
    description = "Look at what jobs write.",
    customSynopsis = "  ./modelgate metrics show runs",
    subcommands = MetricsCommand.Show.class)
final class MetricsCommand {

  @Mixin HelpOption help = new HelpOption();

  /** Shows the series of event files as Modelgate reads them. */
  @Command(
      name = "show",
      description = {
        "Show the scalar series of TensorBoard event files as a check would read them.",
        "A folder is searched with all below it; links in it are not followed.",
        "Exit codes: 0 all is read (a file may end within a record, as where its writer still"
            + " writes); 1 a file is damaged, or there is no series; 3 there is no such path."
      },
      customSynopsis = {
        "  ./modelgate metrics show runs",
        "  ./modelgate metrics show runs/train/events.out.tfevents.1700000000.host --json"
      })
  static final class Show implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Event files, or folders.")
    List<Path> paths = List.of();

    @Option(
        names = "--json",
        description =
            "Print {\"paths\": [{\"path\", \"directories\": [{\"directory\", \"series\": [{\"tag\","
                + " \"count\", \"first\", \"last\", \"min\", \"max\", \"mean\", \"stddev\","
                + " \"median\"}]}], \"problems\": […]}]}; what is no finite number is text.")
    boolean json;

    @Override
    public Integer call() {
      List<ShownPath> shown = new ArrayList<>();
      for (Path path : paths) {
        try {
          shown.add(ShownPath.read(path));
        } catch (IOException e) {
          throw new CannotException(
              "Expected event files at %s, but there is no such file or folder".formatted(path));
        }
      }
      if (json) {
        System.out.println(ShownSeries.json(shown));
      } else {
        shown.forEach(path -> ShownSeries.lines(path).forEach(System.out::println));
      }
      return shown.stream().allMatch(path -> path.hasSeries() && !path.isDamaged()) ? 0 : 1;
    }
  }
}
