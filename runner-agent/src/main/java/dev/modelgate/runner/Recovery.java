package dev.modelgate.runner;

import dev.modelgate.runner.checkout.Checkouts;
import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import java.nio.file.Path;
import java.util.List;

/** Finds what an earlier session left: attempts to take up again, and places it had not cleared. */
final class Recovery {

  private Recovery() {}

  /** How many slots there must be users for: old attempts may sit in slots that are no more. */
  static int highestSlot(Path attemptFolders) {
    return AttemptFolder.all(attemptFolders).stream().mapToInt(AttemptFolder::slot).max().orElse(0);
  }

  /** Puts all attempts that have a folder among those that are held. */
  static void hold(Path attemptFolders, HeldAttempts attempts, Checkouts checkouts) {
    AttemptFolder.all(attemptFolders).forEach(folder -> attempts.add(new HeldAttempt(folder)));
    List<HeldAttempt> all = attempts.all();
    for (HeldAttempt ended : all) {
      boolean placeIsUsed =
          all.stream().anyMatch(other -> !other.isEnded() && samePlace(other, ended));
      if (ended.isEnded() && !placeIsUsed) {
        checkouts.release(
            checkouts.place(ended.folder().assignment().projectId(), ended.folder().slot()));
      }
    }
  }

  private static boolean samePlace(HeldAttempt one, HeldAttempt other) {
    return one.folder().slot() == other.folder().slot()
        && one.folder().assignment().projectId().equals(other.folder().assignment().projectId());
  }
}
