package dev.modelgate.reporter.deliver;

import dev.modelgate.git.Mirror;
import dev.modelgate.git.RemoteUrl;
import dev.modelgate.git.Sha;
import dev.modelgate.reporter.intake.ProjectRef;
import dev.modelgate.stream.Ids;
import java.nio.file.Path;
import java.time.Duration;

/** Writes notes into repositories, through a bare copy of our own for each project. */
public final class NoteWriter {

  /** Where notes stand: {@code git log --notes=modelgate} shows them. */
  public static final String REF = "refs/notes/modelgate";

  private final Path folder;
  private final Duration timeout;

  public NoteWriter(Path folder, Duration timeout) {
    this.folder = folder;
    this.timeout = timeout;
  }

  /**
   * Puts the text on the commit, in place of our earlier text, beside what others write. Does
   * nothing where it is there already.
   *
   * @throws dev.modelgate.git.GitException where trying again later may help
   * @throws IllegalArgumentException where the address or the commit never can be right
   */
  public void write(ProjectRef project, String sha, String text) {
    // The repository is part of the name: a project that moves gets a copy of its new home.
    String name = Ids.derived("note-mirror", project.id(), project.repository());
    Mirror.at(folder.resolve(name), RemoteUrl.parse(project.repository()), timeout)
        .writeNote(REF, new Sha(sha), text);
  }
}
