package dev.modelgate.standalone;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what was typed wrong; the whole help only where no command was typed. */
final class UsageMistake {

  private static final int EXIT_CODE = 2;

  private UsageMistake() {}

  static int say(ParameterException mistake, PrintStream out) {
    CommandLine command = mistake.getCommandLine();
    boolean unknown =
        mistake instanceof UnmatchedArgumentException
            // What is missing is often what the unknown option was meant to be.
            || (mistake instanceof MissingParameterException && hasUnknownOption(command));
    if (!unknown && !command.getSubcommands().isEmpty()) {
      command.usage(out);
      return EXIT_CODE;
    }
    String what = unknown ? unknown(command) : mistake.getMessage();
    out.println("modelgate: " + what);
    out.println("see ./" + command.getCommandSpec().qualifiedName() + " --help");
    return EXIT_CODE;
  }

  private static boolean hasUnknownOption(CommandLine command) {
    return command.getUnmatchedArguments().stream().anyMatch(UsageMistake::isOption);
  }

  private static String unknown(CommandLine command) {
    List<String> all = command.getUnmatchedArguments();
    String word = all.stream().filter(UsageMistake::isOption).findFirst().orElseGet(all::getFirst);
    String kind =
        isOption(word)
            ? "Unknown option: "
            : command.getSubcommands().isEmpty() ? "Unexpected argument: " : "Unknown command: ";
    List<String> near = new UnmatchedArgumentException(command, List.of(word)).getSuggestions();
    return kind + word + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?");
  }

  private static boolean isOption(String word) {
    return word.startsWith("-");
  }
}
