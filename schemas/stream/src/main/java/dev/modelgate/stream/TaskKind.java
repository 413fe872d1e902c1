package dev.modelgate.stream;

import java.time.Duration;

/**
 * A kind of task that a service carries out.
 *
 * @param kind its name, as in {@link TaskRequest}
 * @param giveUpAfter a failing task is given up at its first failure after this time since it was
 *     added
 */
public record TaskKind(String kind, TaskWork work, TaskGaveUp gaveUp, Duration giveUpAfter) {}
