package dev.modelgate.runner.checkout;

import dev.modelgate.runner.host.DurableFiles;
import dev.modelgate.runner.host.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of each project, and since when nobody used it. Nobody says when a project is
 * removed: then it is not used any more, either. Thread-safe.
 */
final class ProjectFolders {

  private static final Logger log = LoggerFactory.getLogger(ProjectFolders.class);
  private static final String USED = "used";

  /** Starts the name of a folder that is being removed; no project is called so. */
  private static final String REMOVED = ".removed-";

  private final Path mirrors;
  private final Path work;

  ProjectFolders(Path mirrors, Path work) {
    this.mirrors = mirrors;
    this.work = work;
  }

  /** A job of the project is about to use them. */
  synchronized void use(String projectId, Instant at) {
    try {
      Path used = Ownership.folder(mirrors.resolve(projectId), "rwx------").resolve(USED);
      if (!Files.exists(used)) {
        Files.createFile(used);
      }
      Files.setLastModifiedTime(used, FileTime.from(at));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to note that project " + projectId + " is used, but it failed", e);
    }
  }

  /**
   * Removes all of the projects that nobody used since then, and what an earlier removal left.
   *
   * @param isHeld whether some attempt of a project still has something there
   */
  void remove(Instant usedBefore, Predicate<String> isHeld) {
    names(mirrors).stream()
        .filter(name -> !name.startsWith(REMOVED) && !isHeld.test(name))
        .forEach(name -> discard(name, usedBefore));
    for (Path folder : List.of(work, mirrors)) {
      names(folder).stream()
          .filter(name -> name.startsWith(REMOVED))
          .forEach(name -> Ownership.remove(folder.resolve(name)));
    }
  }

  /** The renames are quick, so no job waits; a project that is used again starts afresh. */
  private synchronized void discard(String projectId, Instant usedBefore) {
    if (!lastUse(projectId).isBefore(usedBefore)) {
      return;
    }
    log.info("Removes what is kept of project {}: no job used it since {}", projectId, usedBefore);
    // The mirror last: it says that the project is to be removed.
    for (Path folder : List.of(work, mirrors)) {
      Path kept = folder.resolve(projectId);
      if (Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
        Ownership.remove(folder.resolve(REMOVED + projectId));
        DurableFiles.move(kept, folder.resolve(REMOVED + projectId));
      }
    }
  }

  private Instant lastUse(String projectId) {
    Path folder = mirrors.resolve(projectId);
    Path used = folder.resolve(USED);
    try {
      return Files.getLastModifiedTime(Files.exists(used) ? used : folder).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to look at " + folder + ", but it failed", e);
    }
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to list " + folder + ", but it failed", e);
    }
  }
}
