package dev.modelgate.runner.execute;

import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a job starts and where it leaves what it made, on this host. The workflow file says it in
 * paths of a container: {@code /artifacts} is the attempt's own folder, {@code /storage} what the
 * jobs of the project and slot keep; a relative path means the work tree. Another folder of a
 * container that is ignored is not there: what is used instead, {@link #notes} say.
 *
 * @param start the folder that the job starts in
 * @param artifacts the folder whose files are kept
 * @param model the folder of the model; null where the file names none
 */
public record Places(JobPath start, JobPath artifacts, @Nullable JobPath model) {

  private static final int LONGEST = 1000;
  private static final String ARTIFACTS = "/artifacts";
  private static final String STORAGE = "/storage";

  /** Why there are no such places on this host; empty where there are. */
  public static Optional<String> problem(Assignment.Layout layout) {
    return Stream.of(
            problem("workingDirectory", layout.workingDirectory(), layout),
            problem("artifactDirectory", layout.artifactDirectory(), layout),
            problem("modelPath", layout.modelPath(), layout))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What people should know about the places of a layout without a {@link #problem}. */
  public static List<String> notes(Assignment.Layout layout) {
    return Stream.of(
            note("workingDirectory", layout.workingDirectory(), "the job started in the work tree"),
            note(
                "artifactDirectory",
                layout.artifactDirectory(),
                "artifacts were taken from $MODELGATE_ARTIFACTS"),
            note(
                "modelPath", layout.modelPath(), "results were looked for in the artifacts folder"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> note(String key, @Nullable String stated, String instead) {
    return stated != null && isElsewhere(stated)
        ? Optional.of(
            "%s %s is a folder of the container that was ignored: %s"
                .formatted(key, stated, instead))
        : Optional.empty();
  }

  /**
   * The places of an attempt.
   *
   * @param layout one without a {@link #problem}
   */
  public static Places of(Assignment.Layout layout, JobPlace place) {
    JobPath tree = new JobPath(place.checkout(), List.of());
    JobPath artifacts = artifacts(place);
    String model = layout.modelPath();
    return new Places(
        at(layout.workingDirectory(), tree, place),
        at(layout.artifactDirectory(), artifacts, place),
        model != null && isStated(model) && !isElsewhere(model)
            ? at(model, artifacts, place)
            : null);
  }

  /** The folder of the attempt's artifacts; the job could replace it, the one above it not. */
  private static JobPath artifacts(JobPlace place) {
    return new JobPath(
        place.artifacts().resolveSibling(""), List.of(place.artifacts().getFileName().toString()));
  }

  private static JobPath at(@Nullable String stated, JobPath otherwise, JobPlace place) {
    if (stated == null || stated.isBlank() || isElsewhere(stated)) {
      return otherwise;
    }
    if (isAt(stated, ARTIFACTS)) {
      return below(artifacts(place), stated.substring(ARTIFACTS.length()));
    }
    return isAt(stated, STORAGE)
        ? below(new JobPath(place.storage(), List.of()), stated.substring(STORAGE.length()))
        : below(new JobPath(place.checkout(), List.of()), stated);
  }

  private static JobPath below(JobPath folder, String rest) {
    return new JobPath(
        folder.root(), Stream.concat(folder.inside().stream(), steps(rest)).toList());
  }

  private static Stream<String> steps(String path) {
    return Stream.of(path.split("/")).filter(step -> !step.isEmpty() && !step.equals("."));
  }

  private static boolean isAt(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }

  private static boolean isElsewhere(String path) {
    return path.startsWith("/") && !isAt(path, ARTIFACTS) && !isAt(path, STORAGE);
  }

  private static boolean isStated(@Nullable String path) {
    return path != null && !path.isBlank();
  }

  private static Optional<String> problem(
      String key, @Nullable String stated, Assignment.Layout layout) {
    if (stated == null || stated.isBlank()) {
      return Optional.empty();
    }
    boolean isNowhere = isElsewhere(stated) && layout.container() == null;
    String expected =
        "Expected %s to be a path in the work tree, /artifacts, /storage or a path below one of them, but "
            .formatted(key);
    if (stated.length() > LONGEST || stated.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(expected + "it is longer than 1000 characters or has control characters");
    }
    if (isNowhere || stated.startsWith("~")) {
      return Optional.of(
          expected
              + "it is "
              + stated
              + "; on this runner jobs are plain processes without folders of a container");
    }
    return steps(stated).anyMatch(".."::equals)
        ? Optional.of(expected + stated + " leads out of it")
        : Optional.empty();
  }
}
