package dev.modelgate.runner;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the owner of a runner says about it.
 *
 * @param server the address of the installation, such as {@code http://127.0.0.1:8080}
 * @param token with which the runner may register
 * @param name of the runner, unique in the installation; 1 to 100 letters, digits, dots,
 *     underscores and hyphens
 * @param machines the machine names that it offers, at least one
 * @param slots how many jobs it runs at once, 1 to 256
 * @param ignoreContainers whether it runs steps that name a container, as plain processes
 * @param folder the runner's own; one runner at a time works in it
 * @param settings all else
 */
public record RunnerConfig(
    URI server,
    String token,
    String name,
    List<String> machines,
    int slots,
    boolean ignoreContainers,
    Path folder,
    RunnerSettings settings) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int MOST_SLOTS = 256;

  public RunnerConfig {
    machines = List.copyOf(machines);
    folder = folder.toAbsolutePath().normalize();
    List<String> problems = new ArrayList<>();
    if (!"http".equals(server.getScheme()) && !"https".equals(server.getScheme())) {
      problems.add("server: expected an http or https address, but got " + server);
    }
    if (token.isBlank()) {
      problems.add("token: expected one, but it is empty");
    }
    if (!NAME.matcher(name).matches()) {
      problems.add(
          "name: expected 1 to 100 letters, digits, dots, underscores and hyphens, but it is not");
    }
    if (machines.isEmpty() || machines.stream().anyMatch(String::isBlank)) {
      problems.add("machines: expected at least one name and no empty one");
    }
    if (slots < 1 || slots > MOST_SLOTS) {
      problems.add("slots: expected 1 to " + MOST_SLOTS + ", but got " + slots);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected to start a runner, but " + String.join("; ", problems));
    }
  }

  /** A runner with the settings of one whose owner says nothing about them. */
  public RunnerConfig(
      URI server,
      String token,
      String name,
      List<String> machines,
      int slots,
      boolean ignoreContainers,
      Path folder) {
    this(server, token, name, machines, slots, ignoreContainers, folder, RunnerSettings.defaults());
  }

  /** The token is nobody's business. */
  @Override
  public String toString() {
    return "runner %s (%s, %d slots) of %s in %s"
        .formatted(name, String.join(", ", machines), slots, server, folder);
  }
}
