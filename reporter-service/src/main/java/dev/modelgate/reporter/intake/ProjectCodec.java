package dev.modelgate.reporter.intake;

import dev.modelgate.events.ProjectRegistered;

/** Reads which projects are registered. */
public final class ProjectCodec {

  private ProjectCodec() {}

  public static ProjectRef registered(ProjectRegistered event) {
    return new ProjectRef(event.getProjectId(), event.getProjectName(), event.getRepository());
  }
}
