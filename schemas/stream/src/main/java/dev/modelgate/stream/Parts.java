package dev.modelgate.stream;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts a service's parts, and stops them before the context takes their connections away. */
@Singleton
@Requires(property = "datasources.default.url")
class Parts implements ApplicationEventListener<ShutdownEvent> {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Part> parts;
  private final AtomicBoolean running = new AtomicBoolean();

  Parts(List<Part> parts) {
    this.parts = parts.stream().sorted(Comparator.comparingInt(Part::place)).toList();
  }

  void start() {
    if (running.compareAndSet(false, true)) {
      parts.forEach(Part::start);
    }
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    stop();
  }

  void stop() {
    if (running.compareAndSet(true, false)) {
      List<Part> reversed = parts.reversed();
      reversed.forEach(Part::askToStop);
      reversed.forEach(part -> part.awaitStop(PATIENCE));
    }
  }
}
