package dev.modelgate.runner.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.execute.JobPath;
import dev.modelgate.runner.host.DurableFiles;
import dev.modelgate.runner.host.JobAccount;
import dev.modelgate.runner.host.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the files that a job left, so that the slot can take the next one while they are stored.
 * All is to be called only while no process of the job is left.
 */
public final class Artifacts {

  private static final Logger log = LoggerFactory.getLogger(Artifacts.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LIST = "artifacts.json";

  private final UploadRules rules;

  public Artifacts(UploadRules rules) {
    this.rules = rules;
  }

  /**
   * Looks what is to be kept and writes it down; the first look counts.
   *
   * @param place the folder of the project and slot, of which no job can replace anything
   * @return what was left out, in sentences
   */
  public List<String> list(AttemptFolder attempt, JobPath folder, Path place, JobAccount account) {
    Path list = attempt.path().resolve(LIST);
    Optional<KeptArtifacts> known = read(attempt.path());
    if (known.isPresent()) {
      return known.get().notes();
    }
    Path keptIn = place.resolve("kept").resolve(attempt.key().folderName());
    KeptArtifacts found =
        folder.isFolder()
            ? ArtifactScan.of(folder.path(), rules, owner(account), keptIn)
            : new KeptArtifacts(keptIn.toString(), List.of(), List.of());
    write(list, found);
    return found.notes();
  }

  /**
   * Takes what was listed out of the job's folder. A folder that only this attempt used is renamed;
   * one that stays, such as the storage, is copied from.
   *
   * @param stays the folder of the project and slot whose files stay for later jobs
   */
  public void keep(AttemptFolder attempt, JobPath folder, Path stays) {
    KeptArtifacts listed = read(attempt.path()).orElse(null);
    if (listed == null || listed.files().isEmpty()) {
      return;
    }
    Path kept = Path.of(listed.folder());
    // Left by somebody who was killed while copying.
    Ownership.remove(copying(kept));
    if (Files.exists(kept, LinkOption.NOFOLLOW_LINKS) || !folder.isFolder()) {
      return;
    }
    Ownership.folder(kept.resolveSibling(""), "rwx------");
    try {
      if (folder.inside().isEmpty() || folder.root().equals(stays)) {
        copy(folder.path(), listed, kept);
      } else {
        DurableFiles.move(folder.path(), kept);
      }
    } catch (IOException | UncheckedIOException e) {
      // The slot does not wait for them, and the attempt's end is said already.
      log.error("Expected to keep the artifacts of {}, but {}", attempt.key(), e.toString());
      Ownership.remove(kept);
      Ownership.remove(copying(kept));
      write(
          attempt.path().resolve(LIST),
          new KeptArtifacts(listed.folder(), List.of(), listed.notes()));
    }
  }

  /** Removes what was kept of an attempt. */
  public static void remove(AttemptFolder attempt) {
    read(attempt.path()).ifPresent(listed -> Ownership.remove(Path.of(listed.folder())));
  }

  static Optional<KeptArtifacts> read(Path attemptFolder) {
    Path list = attemptFolder.resolve(LIST);
    return DurableFiles.read(list)
        .map(
            bytes -> {
              try {
                return JSON.readValue(bytes, KeptArtifacts.class);
              } catch (IOException e) {
                throw new UncheckedIOException("Expected to read " + list + ", but it failed", e);
              }
            });
  }

  private static void write(Path list, KeptArtifacts artifacts) {
    try {
      DurableFiles.write(list, JSON.writeValueAsBytes(artifacts));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + list + ", but it failed", e);
    }
  }

  private static void copy(Path from, KeptArtifacts listed, Path kept) throws IOException {
    Path copying = Ownership.folder(copying(kept), "rwx------");
    for (KeptArtifacts.File file : listed.files()) {
      Path to = copying.resolve(file.path());
      Files.createDirectories(to.resolveSibling(""));
      Files.copy(from.resolve(file.path()), to, LinkOption.NOFOLLOW_LINKS);
    }
    DurableFiles.move(copying, kept);
  }

  private static Path copying(Path kept) {
    return kept.resolveSibling(kept.getFileName() + ".new");
  }

  private static OptionalInt owner(JobAccount account) {
    return switch (account) {
      case JobAccount.SameUser() -> OptionalInt.empty();
      case JobAccount.SlotUser(int uid) -> OptionalInt.of(uid);
    };
  }
}
