package dev.modelgate.scheduler.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process to run and what to judge it by.
 *
 * @param name the workflow's own name where the step is written flat; one line
 * @param run shell text
 * @param env variables for the job, values exactly as the file has them, in its order
 * @param machine name of a machine that runners offer; null: any
 * @param surroundings container, folders, model
 * @param checks rules over what the job measured; may be empty
 */
public record Step(
    String name,
    String run,
    Map<String, String> env,
    @Nullable String machine,
    Surroundings surroundings,
    List<Check> checks) {
  public Step {
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    checks = List.copyOf(checks);
  }
}
