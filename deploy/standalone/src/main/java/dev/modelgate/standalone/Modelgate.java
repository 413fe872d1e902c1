package dev.modelgate.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line's root. */
@Command(
    name = "modelgate",
    description = "Continuous integration for machine-learning models.",
    customSynopsis = {
      "  ./modelgate demo                 the whole story on a sample repository",
      "  ./modelgate server               everything on this machine, one address",
      "  ./modelgate project create NAME --repository PATH"
    },
    footer = {
      "",
      "Exit codes: 0 yes, 1 a \"no\" (a failed check), 2 usage, 3 could not be done, or not yet.",
      "Address and token: $MODELGATE_URL and $MODELGATE_TOKEN, else client.json in the data folder."
    },
    subcommands = {
      DemoCommand.class,
      ServerCommand.class,
      RunnerCommand.class,
      ProjectCommand.class,
      RunCommand.class,
      MetricsCommand.class,
      TopicsCommand.class,
      DeadLettersCommand.class,
      TokenCommand.class,
      ConfigCommand.class
    })
public final class Modelgate {

  @Mixin HelpOption help = new HelpOption();

  private Modelgate() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command; answers its exit code. */
  static int run(String... arguments) {
    return withExamplesFirst(new CommandLine(new Modelgate()))
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((mistake, _) -> UsageMistake.say(mistake, System.err))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              System.err.println("modelgate: " + lineOf(failure));
              if (System.getenv("MODELGATE_DEBUG") != null) {
                failure.printStackTrace(System.err);
              }
              return 3;
            })
        .execute(arguments);
  }

  /** What people type stands first in every command's help. */
  private static CommandLine withExamplesFirst(CommandLine command) {
    command.getCommandSpec().usageMessage().synopsisHeading("Examples:%n").descriptionHeading("%n");
    command.getSubcommands().values().forEach(Modelgate::withExamplesFirst);
    return command;
  }

  private static String lineOf(Exception failure) {
    return failure instanceof CannotException
        ? String.valueOf(failure.getMessage())
        : "Expected this command to work, but met a defect: "
            + failure
            + " (run it again with MODELGATE_DEBUG=1 for the whole story)";
  }
}
