package dev.modelgate.runner.execute;

import dev.modelgate.runner.host.JobAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the shell script that turns its own process into a job: it says who it is, gives up what
 * the job must not have, and becomes the job's command.
 *
 * <p>A stranger's text is only ever an argument in single quotes, and reaches no program that still
 * runs as the agent: the environment is set after the user was changed.
 */
final class JobScript {

  /** So many processes and threads a slot's user may have: a training's, not a fork bomb's. */
  private static final int MOST_PROCESSES = 8192;

  /**
   * Start of a script. The kernel rather ends a job for want of memory than the agent, and runs the
   * agent first where the processor is short.
   */
  private static final String HEAD =
      """
      umask 022
      ulimit -c 0
      IFS= read -r stat </proc/$$/stat
      # shellcheck disable=SC2086
      set -- ${stat##*) }
      printf '%s %s\\n' "$$" "${20}" >job.new && mv job.new job
      echo 500 >/proc/self/oom_score_adj 2>/dev/null
      """;

  /**
   * What the job's own shell does first, as the job's user: a link in the checkout leads the agent
   * nowhere. The folder for artifacts may be one of the work tree that no commit has.
   */
  private static final String BEGIN =
      """
      mkdir -p -- "$1"
      cd -- "$2" || exit 125
      exec /bin/sh -c "$3\"""";

  private JobScript() {}

  static String render(
      Path checkout,
      Places places,
      JobAccount account,
      boolean limitProcesses,
      Map<String, String> environment,
      String run) {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "5"));
    if (limitProcesses && account instanceof JobAccount.SlotUser) {
      command.addAll(List.of("prlimit", "--nproc=" + MOST_PROCESSES));
    }
    command.addAll(account.switchTo());
    command.addAll(List.of("env", "-i", "--"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(
        List.of(
            "/bin/sh",
            "-c",
            BEGIN,
            "sh",
            places.artifacts().path().toString(),
            places.start().path().toString(),
            run));
    return HEAD
        + "cd "
        + quoted(checkout.toString())
        + " || { : >refused; exit 125; }\nexec "
        + command.stream().map(JobScript::quoted).collect(Collectors.joining(" "))
        + "\n";
  }

  /** The text as one word of a POSIX shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
