package dev.modelgate.runner.claim;

import dev.modelgate.runner.host.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The truth about one attempt: a folder that appears whole or not at all and goes when nothing is
 * left to say about it. What is in memory is read from here after a restart.
 *
 * @param path the folder
 * @param assignment what is to be done
 * @param slot which slot it takes, from 1
 */
public record AttemptFolder(Path path, Assignment assignment, int slot) {

  private static final String UNFINISHED = "unfinished-";
  private static final String ASSIGNMENT = "assignment.json";
  private static final String STAGE = "stage.json";
  private static final String STOP = "stop.json";

  /** What assignment.json holds. */
  private record Claimed(Assignment assignment, int slot) {}

  /** What stop.json holds. */
  private record Stopped(StopReason reason) {}

  /**
   * Takes an attempt: when this returns, a restart knows of it.
   *
   * @param stop why it is to be ended before it begins; empty where it is to run
   */
  public static AttemptFolder create(
      Path attempts, Assignment assignment, int slot, Optional<StopReason> stop) {
    Path made = attempts.resolve(UNFINISHED + assignment.key().folderName());
    Path path = attempts.resolve(assignment.key().folderName());
    DurableFiles.delete(made);
    try {
      Files.createDirectory(
          made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to make " + made + ", but " + e.getMessage(), e);
    }
    StateJson.write(made.resolve(ASSIGNMENT), new Claimed(assignment, slot));
    stop.ifPresent(reason -> StateJson.write(made.resolve(STOP), new Stopped(reason)));
    DurableFiles.move(made, path);
    return new AttemptFolder(path, assignment, slot);
  }

  /** All attempts that were taken and not dropped. */
  public static List<AttemptFolder> all(Path attempts) {
    try (Stream<Path> folders = Files.list(attempts)) {
      return folders.sorted().flatMap(folder -> open(folder).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to list " + attempts + ", but it failed", e);
    }
  }

  /** Half-made and half-removed folders were never, or are no more, attempts. */
  private static Optional<AttemptFolder> open(Path folder) {
    if (folder.getFileName().toString().startsWith(UNFINISHED)) {
      DurableFiles.delete(folder);
      return Optional.empty();
    }
    return StateJson.read(folder.resolve(ASSIGNMENT), Claimed.class)
        .map(claimed -> new AttemptFolder(folder, claimed.assignment(), claimed.slot()));
  }

  public AttemptKey key() {
    return assignment.key();
  }

  public Stage stage() {
    return StateJson.read(path.resolve(STAGE), Stage.class)
        .orElse(new Stage(Stage.Step.CLAIMED, ""));
  }

  public void reach(Stage stage) {
    StateJson.write(path.resolve(STAGE), stage);
  }

  /** When it reached its last stage, by the clock of the wall; empty where it has not. */
  public Optional<Instant> endedAt() {
    try {
      return stage().step() == Stage.Step.FINISHED
          ? Optional.of(Files.getLastModifiedTime(path.resolve(STAGE)).toInstant())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to look at " + path + ", but it failed", e);
    }
  }

  /** Why it is to be ended; empty where it is not. */
  public Optional<StopReason> stop() {
    return StateJson.read(path.resolve(STOP), Stopped.class).map(Stopped::reason);
  }

  /** Notes why it is to be ended. The first reason stays, but being fenced overrules all others. */
  public void stop(StopReason reason) {
    if (stop().isEmpty() || reason == StopReason.FENCED) {
      StateJson.write(path.resolve(STOP), new Stopped(reason));
    }
  }

  /** Nothing is left to say about it. */
  public void remove() {
    Path doomed = path.resolveSibling(UNFINISHED + path.getFileName());
    DurableFiles.delete(doomed);
    DurableFiles.move(path, doomed);
    DurableFiles.delete(doomed);
  }
}
