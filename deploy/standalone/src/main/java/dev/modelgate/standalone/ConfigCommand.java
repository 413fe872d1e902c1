package dev.modelgate.standalone;

import dev.modelgate.standalone.client.Text;
import dev.modelgate.standalone.lint.LintReport;
import dev.modelgate.standalone.lint.Linted;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands about workflow files. */
@Command(
    name = "config",
    description = "Look at workflow files.",
    customSynopsis = "  ./modelgate config lint",
    subcommands = ConfigCommand.Lint.class)
final class ConfigCommand {

  @Mixin HelpOption help = new HelpOption();

  /** Says what a commit's workflow file would be told, before it is committed. */
  @Command(
      name = "lint",
      description = "Say what a workflow file means and what is wrong with it, without a server.",
      customSynopsis = {
        "  ./modelgate config lint",
        "  ./modelgate config lint .ps_project/config.yaml other/repository --json"
      },
      footer = {
        "",
        "Each problem is a line: path:line:column: error|warning|note: message.",
        "An error keeps a workflow from running; a warning is obeyed in its one reading.",
        "",
        "--json prints {\"valid\", \"files\": [{\"path\", \"valid\",",
        "  \"workflows\": [{\"name\", \"valid\",",
        "    \"steps\": [{\"name\", \"run\", \"machine\", \"container\", \"checks\": [{",
        "      \"key\", \"line\", \"bounds\": [{\"op\", \"value\"}], \"compareRounded\"}]}]}],",
        "  \"problems\": [{\"path\", \"line\", \"column\", \"severity\", \"message\"}]}]}",
        "line and column are from 1, or 0 where a problem belongs to the file as a whole;",
        "op is above, below, at-least or at-most; an invalid workflow has no \"steps\".",
        "",
        "What the file may hold, key by key: deploy/docs/workflow-file.md.",
        "",
        "Exit codes: 0 no errors, 1 errors or no workflow file, 2 usage."
      })
  static final class Lint implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();

    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(
        paramLabel = "PATH",
        arity = "0..*",
        description = "Files, or folders of repositories (default: the current folder).")
    List<Path> paths = List.of();

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Override
    public Integer call() {
      for (Path path : paths) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          throw new CommandLine.ParameterException(
              spec.commandLine(), "Expected a file or a folder, but there is no " + path + ".");
        }
      }
      List<Linted> files =
          (paths.isEmpty() ? List.of(Path.of("")) : paths).stream().map(Linted::of).toList();
      if (json) {
        System.out.println(LintReport.json(files));
      } else {
        LintReport.lines(files).forEach(line -> System.out.println(Text.plain(line)));
      }
      return files.stream().allMatch(Linted::isValid) ? 0 : 1;
    }
  }
}
