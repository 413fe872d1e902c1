import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a push waits for its job to start, and a finished job for its verdict, one push after
 * the other, on separate processes. Arguments: folder, pushes.
 */
final class Latency {

  private static final String WORKFLOW =
      """
      version: 3
      workflows:
        train:
          run: echo '{"accuracy":0.95}' > metrics.json
          checks:
            json:metrics.json:/accuracy: {at-least: 0.9}
      """;

  public static void main(String[] arguments) throws Exception {
    int pushes = Integer.parseInt(arguments[1]);
    try (Site site = Site.start(Path.of(arguments[0]), 18080, 1, 1)) {
      Site.Repository repository = site.repository("bench", WORKFLOW);
      List<Double> toStart = new ArrayList<>();
      List<Double> toVerdict = new ArrayList<>();
      List<Double> whole = new ArrayList<>();
      try (Events events = new Events(site.kafka(), "runner-events", "check-results")) {
        for (int push = -3; push < pushes; push++) {
          Files.writeString(repository.work().resolve("n"), "" + push);
          Site.commit(repository.work(), "push " + push);
          String sha = Site.run(repository.work(), "git", "rev-parse", "HEAD");
          long begin = System.currentTimeMillis();
          Site.run(
              repository.work(), "git", "push", "-q", repository.bare().toString(), "HEAD:main");
          Map<String, Long> times = new HashMap<>();
          while (!times.containsKey("verdict")) {
            for (Events.Seen seen : events.poll(Duration.ofMillis(20))) {
              if (!seen.text("sha").equals(sha)) {
                continue;
              }
              switch (seen.type()) {
                case "AttemptStarted" -> times.putIfAbsent("started", seen.time());
                case "AttemptFinished" -> times.putIfAbsent("finished", seen.time());
                case "ChecksEvaluated" -> {
                  if (seen.text("subject").equals("RUN")) {
                    times.put("verdict", seen.time());
                  }
                }
                default -> {}
              }
            }
          }
          if (push >= 0) {
            toStart.add((double) times.get("started") - begin);
            toVerdict.add((double) times.get("verdict") - times.get("finished"));
            whole.add((double) times.get("verdict") - begin);
          }
        }
      }
      System.out.println("| what, ms | p50 | p90 | max |");
      System.out.println("| --- | --- | --- | --- |");
      print("`git push` begun → attempt started", toStart);
      print("attempt finished → verdict of the run", toVerdict);
      print("`git push` begun → verdict, of a job that does nothing", whole);
    }
  }

  private static void print(String what, List<Double> values) {
    Collections.sort(values);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f |%n",
        what,
        values.get(values.size() / 2),
        values.get(values.size() * 9 / 10),
        values.getLast());
  }
}
