package dev.modelgate.stream;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Adds work that leaves PostgreSQL, as rows of the current transaction. */
@Singleton
@Requires(property = "datasources.default.url")
public class Tasks {

  /**
   * Adds a task, carried out soon after the commit. Where one with the same kind and dedupe waits
   * already, nothing is added.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void add(TaskRequest request) {
    throw new UnsupportedOperationException();
  }
}
