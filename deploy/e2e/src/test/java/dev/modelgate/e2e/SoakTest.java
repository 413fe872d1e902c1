package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills, again and again, any of the processes while people push: in the end every push has one
 * passed verdict and one note. {@code -Dsoak.kills=200}, {@code -Dsoak.seed=…} (printed).
 */
@Tag("soak")
class SoakTest {

  private static final int KILLS = Integer.getInteger("soak.kills", 20);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime() & 0xffff_ffffL);
  private static final int INSTANCES = Integer.getInteger("soak.instances", 1);
  private static final List<String> PROJECTS = List.of("apples", "pears");
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private static final String WORKFLOW =
      """
      version: 3
      workflows:
        train:
          run: echo '{"accuracy":0.95}' > metrics.json
          checks:
            json:metrics.json:/accuracy: {at-least: 0.9}
      """;

  /** A project, and the commits that were pushed to it. */
  private record Project(String name, Repository repository, List<String> pushed) {

    void push() throws Exception {
      pushed.add(repository.push("main", "commit " + pushed.size()));
    }
  }

  private final Random random = new Random(SEED);
  private final List<Project> projects = new ArrayList<>();
  private final Map<String, Integer> killed = new TreeMap<>();

  @Test
  void losesNothingAndDoublesNothingWhateverIsKilled() throws Exception {
    System.out.printf("soak: seed %d, %d kills, %d of each%n", SEED, KILLS, INSTANCES);
    try (Workplace place = Workplace.create();
        Processes processes = Processes.start(place, "--instances", "" + INSTANCES)) {
      for (String name : PROJECTS) {
        Repository repository = Repository.create(place.of("git"), name);
        repository.write(".modelgate/config.yaml", WORKFLOW);
        processes.site().register(name, repository);
        projects.add(new Project(name, repository, new ArrayList<>()));
      }
      long begun = System.nanoTime();
      for (int kill = 1; kill <= KILLS; kill++) {
        push();
        String victim = victim(processes.names());
        pauseUpTo(1500);
        processes.kill(victim);
        killed.merge(victim.replaceAll("-\\d+$", ""), 1, Integer::sum);
        push();
        pauseUpTo(1500);
        processes.startAgain(victim);
      }
      System.out.printf(
          "soak: %d kills in %.0f s: %s%n", KILLS, (System.nanoTime() - begun) / 1e9, killed);
      verify(processes);
    }
  }

  private void verify(Processes processes) throws Exception {
    // What a hook could not send waits beside it until the next push.
    for (Project project : projects) {
      project.push();
    }
    List<String> doubts = new ArrayList<>();
    Set<String> all = new HashSet<>();
    for (Project project : projects) {
      all.addAll(project.pushed());
      for (String sha : project.pushed()) {
        processes.site().awaitRun(project.name(), sha, SETTLED, Site::isOver);
        Repository repository = project.repository();
        Site.await("the note", SETTLED, () -> repository.note(sha), note -> !note.isEmpty());
        if (repository.notesWritten(sha) != 1) {
          doubts.add(sha + " has another note than at first: " + repository.storyOfNote(sha));
        }
      }
    }
    History.Found found = History.of(new Log(processes.setting("bootstrap-servers")), all);
    doubts.addAll(found.doubts());
    System.out.printf("soak: %d pushes; %s%n", all.size(), found.counts());
    System.out.printf("soak: seed %d, %d kills, doubts: %s%n", SEED, KILLS, doubts);
    assertThat(doubts).as(processes.logs()).isEmpty();
  }

  private String victim(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private void push() throws Exception {
    projects.get(random.nextInt(projects.size())).push();
  }

  private void pauseUpTo(int milliseconds) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(milliseconds));
  }
}
