package dev.modelgate.scheduler.placement;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says to people why an experiment waits. */
final class WaitSentence {

  private static final int NAMED = 5;

  private WaitSentence() {}

  static String of(WaitReason reason, Waiting waiting, List<Host> offering, List<String> offered) {
    String machine = waiting.machine();
    return switch (reason) {
      case NO_RUNNER ->
          "no runner is connected; start one: modelgate runner start --offers "
              + (machine == null ? "cpu" : machine);
      case NO_SUCH_MACHINE ->
          "no runner offers machine " + machine + "; offered: " + listed(offered);
      case CONTAINER ->
          "no runner%s runs containers; start one with --containers ignore to run it as a plain process"
              .formatted(machine == null ? "" : " that offers machine " + machine);
      case HOST_UNKNOWN ->
          (machine == null ? "no runner" : "no runner that offers machine " + machine)
              + " is heard of at the moment; silent: "
              + listed(offering.stream().map(Host::name).sorted().toList());
      case SLOTS_TAKEN -> slotsTaken(machine, offering.stream().filter(Host::known).toList());
    };
  }

  private static String slotsTaken(@Nullable String machine, List<Host> offering) {
    int slots = offering.stream().mapToInt(Host::slots).sum();
    return "every slot%s is taken (%d)"
        .formatted(machine == null ? "" : " on machine " + machine, slots);
  }

  private static String listed(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }
}
