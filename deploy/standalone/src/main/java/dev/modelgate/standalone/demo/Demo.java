package dev.modelgate.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.PostReceiveHook;
import dev.modelgate.standalone.client.Text;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Three pushes to a sample repository, each followed to its verdict: the first becomes the
 * baseline, the second meets the fixed target and is worse than main, the third passes.
 */
public final class Demo {

  private static final String PROJECT = "penguins";
  private static final String RATE = "LEARNING_RATE";
  private static final String BRANCH = "bigger-steps";

  private final Api api;
  private final Story story;
  private final Path folder;
  private final Map<String, String> settings;

  /**
   * A demo over a server's public API.
   *
   * @param folder where the sample repository is made
   * @param settings variables of the sample's workflow that are to differ from its file
   */
  public Demo(Api api, Story story, Path folder, Map<String, String> settings) {
    this.api = api;
    this.story = story;
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Pushes three times.
   *
   * @return whether the verdicts, as the API tells them, are passed, failed by the comparison,
   *     passed
   */
  public boolean run() {
    SampleRepository repository =
        story.timed(
            "repository  " + folder.resolve("penguins.git"), () -> SampleRepository.create(folder));
    JsonNode project =
        api.post(
            "/api/projects",
            Map.of("name", PROJECT, "repository", repository.bare().toString(), "provider", "git"));
    PostReceiveHook.install(repository.bare(), project.path("hook"));

    settings.forEach(repository::setVariable);
    double rate = repository.variable(RATE);
    JsonNode first = push(1, repository, "main", "train the baseline");
    repository.branch(BRANCH);
    repository.setVariable(RATE, number(rate, 8));
    JsonNode second = push(2, repository, BRANCH, "learning rate × 8");
    repository.setVariable(RATE, number(rate, 2));
    JsonNode third = push(3, repository, BRANCH, "× 2 is enough");

    story.head("What a pull request would say of push 2:");
    api.text(path(second) + "/comment")
        .lines()
        .filter(line -> !line.startsWith("<!--"))
        .forEach(line -> story.say("  │ " + line));
    story.head("The note on push 3:");
    String note = Follower.await("the note", () -> noteOf(repository, third));
    note.lines().forEach(line -> story.say("  │ " + Text.plain(line)));
    story.say("");
    return verdict(first).equals("passed")
        && verdict(second).equals("failed")
        && second.path("reason").asText().equals("comparison")
        && verdict(third).equals("passed");
  }

  private JsonNode push(int number, SampleRepository repository, String branch, String message) {
    String sha = repository.commitAndPush(branch, message);
    story.head(
        String.format("push %d  %-13s \"%s\"   %s", number, branch, message, sha.substring(0, 7)));
    JsonNode run = new Follower(api, story, PROJECT).follow(sha);
    List<String> lines = CheckLines.of(run);
    story.say("  " + story.mark(verdict(run)) + " " + verdict(run) + "   " + lines.getFirst());
    lines.stream().skip(1).forEach(line -> story.say(" ".repeat(13) + line));
    return run;
  }

  private static Optional<String> noteOf(SampleRepository repository, JsonNode run) {
    try {
      return Optional.of(repository.note(run.path("sha").asText()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String number(double rate, int factor) {
    return BigDecimal.valueOf(rate)
        .multiply(BigDecimal.valueOf(factor))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String path(JsonNode run) {
    return "/api/runs/" + PROJECT + "/" + run.path("number").asInt();
  }

  private static String verdict(JsonNode run) {
    return run.path("verdict").asText();
  }
}
