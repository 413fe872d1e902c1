package dev.modelgate.standalone;

import picocli.CommandLine.Option;

/** {@code --help}, the same in every command. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
