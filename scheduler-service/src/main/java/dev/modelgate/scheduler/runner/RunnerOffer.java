package dev.modelgate.scheduler.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a runner says of itself.
 *
 * @param agentId which agent it is, whatever its name
 * @param name unique; letters, digits, dots, underscores and hyphens
 * @param machines machine names that it offers
 * @param slots how many jobs it takes at once
 * @param containers {@code ignore}: it runs steps that name a container as plain processes; {@code
 *     none}: it runs none of them
 * @param hostName of its computer, as it calls itself
 * @param agentVersion version of the agent
 */
public record RunnerOffer(
    String agentId,
    String name,
    List<String> machines,
    int slots,
    String containers,
    String hostName,
    String agentVersion) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,62}");
  private static final Set<String> CONTAINERS = Set.of("ignore", "none");
  private static final int MOST_MACHINES = 50;
  private static final int MOST_SLOTS = 1024;
  private static final int LONGEST_TEXT = 200;

  public RunnerOffer {
    machines = machines.stream().distinct().sorted().toList();
  }

  public boolean ignoresContainers() {
    return containers.equals("ignore");
  }

  /** What is wrong with it, one sentence each; empty where nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (agentId.isBlank() || !isShortText(agentId)) {
      problems.add(
          "Expected agentId to be 1 to %d printable characters, but it is not."
              .formatted(LONGEST_TEXT));
    }
    if (!NAME.matcher(name).matches()) {
      problems.add(
          "Expected name to be 1 to 63 letters, digits, dots, underscores or hyphens, but it is not.");
    }
    if (machines.isEmpty() || machines.size() > MOST_MACHINES) {
      problems.add(
          "Expected machines to have 1 to %d names, but it has %d."
              .formatted(MOST_MACHINES, machines.size()));
    }
    if (!machines.stream().allMatch(machine -> MACHINE.matcher(machine).matches())) {
      problems.add(
          "Expected every machine to be 1 to 63 letters, digits, dots, underscores, plus signs or"
              + " hyphens, but one is not.");
    }
    if (slots < 1 || slots > MOST_SLOTS) {
      problems.add("Expected slots from 1 to %d, but got %d.".formatted(MOST_SLOTS, slots));
    }
    if (!CONTAINERS.contains(containers)) {
      problems.add("Expected containers to be \"ignore\" or \"none\", but it is not.");
    }
    if (!isShortText(hostName) || !isShortText(agentVersion)) {
      problems.add(
          "Expected hostName and agentVersion to be at most %d printable characters, but one is not."
              .formatted(LONGEST_TEXT));
    }
    return List.copyOf(problems);
  }

  private static boolean isShortText(String text) {
    return text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
  }
}
