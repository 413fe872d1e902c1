package dev.modelgate.scheduler.intake;

/** What a person wants done with a run. */
public sealed interface RunCommand {

  /** Id of the event that brought it. */
  String eventId();

  /** The run's project. */
  Project project();

  /** The run's number. */
  int runNumber();

  /** Run the same workflow of the same commit again. */
  record Rerun(String eventId, Project project, int runNumber) implements RunCommand {}

  /** End it. */
  record Cancel(String eventId, Project project, int runNumber) implements RunCommand {}

  /** A command that this version does not know. */
  record Unknown(String eventId, Project project, int runNumber) implements RunCommand {}
}
