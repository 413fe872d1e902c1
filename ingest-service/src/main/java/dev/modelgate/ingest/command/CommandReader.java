package dev.modelgate.ingest.command;

import dev.modelgate.ingest.body.JsonFields;
import dev.modelgate.ingest.project.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a command: {@code {project, run, command}}. Says everything that is wrong at once. */
public final class CommandReader {

  /** The fields of a request. */
  public static final Set<String> FIELDS = Set.of("project", "run", "command");

  private CommandReader() {}

  /** Reads the fields of a request. */
  public static CommandReading read(JsonFields fields) {
    List<FieldProblem> problems = new ArrayList<>();
    for (String other : fields.others()) {
      problems.add(
          new FieldProblem(
              other, "Expected one of " + FIELDS.stream().sorted().toList() + ", but got this"));
    }
    Optional<String> project = fields.text("project");
    if (project.isEmpty()) {
      problems.add(
          new FieldProblem("project", "Expected the name of a project, but it is not there"));
    }
    OptionalLong run = fields.whole("run");
    if (run.isEmpty() || run.getAsLong() < 1 || run.getAsLong() > Integer.MAX_VALUE) {
      problems.add(
          new FieldProblem("run", "Expected the number of a run, 1 or more, but it is none"));
    }
    Optional<AskedCommand.Verb> verb = fields.text("command").flatMap(AskedCommand.Verb::parse);
    if (verb.isEmpty()) {
      problems.add(new FieldProblem("command", "Expected 'rerun' or 'cancel', but got neither"));
    }
    return problems.isEmpty()
        ? new CommandReading.Valid(
            new AskedCommand(project.orElseThrow(), (int) run.orElseThrow(), verb.orElseThrow()))
        : new CommandReading.Invalid(problems);
  }
}
