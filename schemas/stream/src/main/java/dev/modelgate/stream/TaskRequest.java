package dev.modelgate.stream;

import org.jspecify.annotations.Nullable;

/**
 * Work that leaves PostgreSQL, to be carried out after the commit.
 *
 * @param kind the {@link TaskKind} that carries it out
 * @param key tasks of one key are carried out one at a time, in the order in which they were
 *     committed, whatever their kind
 * @param host what the circuit breaker counts failures of, such as a host name; a host that fails
 *     never holds up another
 * @param payload JSON text
 * @param dedupe at most one waiting task per kind and dedupe; null: no limit. A task that is being
 *     carried out does not count as waiting, for it may have read an older state
 */
public record TaskRequest(
    String kind, String key, String host, String payload, @Nullable String dedupe) {

  /** A request without a limit on waiting tasks. */
  public TaskRequest(String kind, String key, String host, String payload) {
    this(kind, key, host, payload, null);
  }
}
