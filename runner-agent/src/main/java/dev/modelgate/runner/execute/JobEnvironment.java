package dev.modelgate.runner.execute;

import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.Assignment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The whole environment of a job, built from nothing: what a job finds everywhere, what Modelgate
 * and GradientCI say about the run, then what the workflow file states, each value to the letter.
 */
public final class JobEnvironment {

  /** The variable that all processes of a job carry unless they rid themselves of it. */
  public static final String MARKER = "MODELGATE_ATTEMPT";

  /**
   * In bytes: the kernel takes 128 KiB for one string that is handed to a new process; a workflow
   * file may have half of that.
   */
  private static final int LONGEST = 100_000;

  /** In bytes: all of them together, far below what the kernel takes. */
  private static final int LONGEST_OF_ALL = 256_000;

  private static final String BRANCH = "refs/heads/";
  private static final String TAG = "refs/tags/";

  private JobEnvironment() {}

  /** Name and value of each variable. */
  public static Map<String, String> of(
      Assignment assignment, JobPlace place, Places places, String path) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("PATH", path);
    all.put("HOME", place.home().toString());
    all.put("TMPDIR", place.temporary().toString());
    all.put("LANG", "C.UTF-8");
    all.put("CI", "true");
    all.put("MODELGATE_PROJECT", assignment.projectName());
    all.put("MODELGATE_REPOSITORY", assignment.repository());
    all.put("MODELGATE_RUN", Integer.toString(assignment.runNumber()));
    all.put("MODELGATE_WORKFLOW", assignment.workflow());
    all.put("MODELGATE_STEP", assignment.step());
    all.put("MODELGATE_GIT_REF", assignment.ref());
    all.put("MODELGATE_GIT_SHA", assignment.sha());
    all.put("MODELGATE_BRANCH", branch(assignment.ref()));
    all.put("MODELGATE_ARTIFACTS", places.artifacts().path().toString());
    all.put("MODELGATE_STORAGE", place.storage().toString());
    all.put("PS_GRADIENT_CI_GIT_REF", shortName(assignment.ref()));
    all.put("PS_GRADIENT_CI_GIT_SHA", assignment.sha());
    all.put("PS_GRADIENT_CI_GIT_REPO_URL", assignment.repository());
    all.putAll(assignment.environment());
    all.put(MARKER, assignment.key().attemptId());
    return all;
  }

  /** Why no process can be given this command and environment; empty where one can. */
  public static Optional<String> problem(String run, Map<String, String> environment) {
    if (run.indexOf('\0') >= 0 || bytes(run) > LONGEST) {
      return Optional.of(
          "Expected a command of at most %d bytes without NUL, but it is none".formatted(LONGEST));
    }
    long all = 0;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        return Optional.of(
            "Expected the names in env to be without = and NUL and not empty, but one is not");
      }
      long length = bytes(name) + bytes(variable.getValue());
      all += length;
      if (variable.getValue().indexOf('\0') >= 0 || length > LONGEST) {
        return Optional.of(
            "Expected the value of %s in env to have at most %d bytes without NUL, but it has not"
                .formatted(name, LONGEST));
      }
    }
    return all > LONGEST_OF_ALL
        ? Optional.of(
            "Expected env to have at most %d bytes in all, but it has %d"
                .formatted(LONGEST_OF_ALL, all))
        : Optional.empty();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String branch(String ref) {
    return ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : "";
  }

  private static String shortName(String ref) {
    return ref.startsWith(TAG)
        ? ref.substring(TAG.length())
        : ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
  }
}
