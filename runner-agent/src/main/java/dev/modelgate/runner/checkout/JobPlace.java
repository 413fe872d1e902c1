package dev.modelgate.runner.checkout;

import java.nio.file.Path;

/**
 * The folders of one project in one slot, the same for every attempt there; one attempt at a time
 * uses them. Two attempts of a project have no folder in common that a job can write to.
 *
 * @param folder holds the others; closed to everybody but the agent while no job runs here
 */
public record JobPlace(Path folder) {

  /** The commit's files; the job starts here. Kept for the next attempt, which changes it. */
  public Path checkout() {
    return folder.resolve("checkout");
  }

  /** What the jobs of this project and slot keep for later ones. */
  public Path storage() {
    return folder.resolve("storage");
  }

  /** Holds the three below and lives as long as one attempt. */
  Path attempt() {
    return folder.resolve("attempt");
  }

  public Path home() {
    return attempt().resolve("home");
  }

  public Path temporary() {
    return attempt().resolve("tmp");
  }

  public Path artifacts() {
    return attempt().resolve("artifacts");
  }
}
