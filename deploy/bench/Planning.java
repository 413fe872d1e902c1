import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Many pushes of many projects through planning: how many a second get their answer, and how far
 * planning is behind. Arguments: folder, projects, pushes, instances of each service.
 */
final class Planning {

  private static final String WORKFLOW =
      """
      version: 3
      workflows:
        train:
          triggers: {push: {branches: release}}
          run: python3 train.py
          checks:
            json:metrics.json:/accuracy: {at-least: 0.9, compare: {to: baseline, better: higher}}
      """;

  public static void main(String[] arguments) throws Exception {
    int projects = Integer.parseInt(arguments[1]);
    int pushes = Integer.parseInt(arguments[2]);
    int instances = Integer.parseInt(arguments[3]);
    try (Site site = Site.start(Path.of(arguments[0]), 18080, instances, 1)) {
      List<Site.Repository> repositories = new ArrayList<>();
      List<List<String>> commits = new ArrayList<>();
      for (int project = 0; project < projects; project++) {
        Site.Repository repository = site.repository("p" + project, WORKFLOW);
        for (int commit = 0; commit < 9; commit++) {
          Site.commit(repository.work(), "commit " + commit);
        }
        Site.run(
            repository.work(),
            "git",
            "push",
            "-q",
            "--no-verify",
            repository.bare().toString(),
            "HEAD:main");
        repositories.add(repository);
        commits.add(
            Site.run(repository.work(), "git", "log", "--format=%H").lines().toList().reversed());
        System.err.printf("\rprojects %d of %d ", project + 1, projects);
      }
      Thread.sleep(10_000);
      try (Events events = new Events(site.kafka(), "workflow-plans")) {
        long begin = System.nanoTime();
        Thread sender =
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        Deliveries.Result sent =
                            Deliveries.send(
                                site.portOf("ingest", 1),
                                16,
                                pushes,
                                3600,
                                0,
                                number -> delivery(repositories, commits, number));
                        System.err.printf(
                            Locale.ROOT,
                            "%naccepted %d in %.1f s%n",
                            sent.accepted(),
                            sent.seconds());
                      } catch (Exception e) {
                        System.err.println(e);
                      }
                    });
        Set<String> answered = new HashSet<>();
        System.out.println("| seconds | answered | 1/s since the row before |");
        System.out.println("| --- | --- | --- |");
        long rowAt = begin;
        int rowCount = 0;
        while (answered.size() < pushes) {
          events.poll(Duration.ofMillis(200)).forEach(seen -> answered.add(seen.text("causedBy")));
          long now = System.nanoTime();
          if (now - rowAt > 10_000_000_000L || answered.size() >= pushes) {
            System.out.printf(
                Locale.ROOT,
                "| %.0f | %d | %.0f |%n",
                (now - begin) / 1e9,
                answered.size(),
                (answered.size() - rowCount) / ((now - rowAt) / 1e9));
            rowAt = now;
            rowCount = answered.size();
          }
        }
        sender.join();
        System.out.printf(
            Locale.ROOT,
            "%d pushes of %d projects, %d instance(s): %.0f a second, the last answered after %.1f s%n",
            pushes,
            projects,
            instances,
            pushes / ((System.nanoTime() - begin) / 1e9),
            (System.nanoTime() - begin) / 1e9);
      }
    }
  }

  private static Deliveries.Delivery delivery(
      List<Site.Repository> repositories, List<List<String>> commits, long number) {
    int project = (int) (number % repositories.size());
    Site.Repository repository = repositories.get(project);
    List<String> shas = commits.get(project);
    int push = (int) (number / repositories.size()) % (shas.size() - 1);
    String body =
        "{\"id\":\"%s\",\"repository\":\"%s\",\"ref\":\"refs/heads/main\",\"before\":\"%s\",\"after\":\"%s\",\"pusher\":\"ada\",\"pushedAt\":\"%s\"}"
            .formatted(
                UUID.randomUUID(),
                repository.bare(),
                shas.get(push),
                shas.get(push + 1),
                Instant.now());
    return new Deliveries.Delivery("/webhooks/git/" + repository.hook(), repository.secret(), body);
  }
}
