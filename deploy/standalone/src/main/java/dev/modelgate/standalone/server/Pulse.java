package dev.modelgate.standalone.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks every instance of a service that has several whether it answers at all, over and over: a
 * process that is stopped still takes connections, and whoever asks it would wait for a minute.
 */
final class Pulse implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** Begins to ask. */
  static Pulse of(FrontRoutes routes) {
    Pulse pulse = new Pulse();
    for (Instances instances : routes.all()) {
      if (instances.addresses().size() > 1) {
        instances.addresses().forEach(address -> pulse.watch(instances, address));
      }
    }
    return pulse;
  }

  private void watch(Instances instances, URI address) {
    HttpRequest question =
        HttpRequest.newBuilder(address.resolve("/health/liveness")).timeout(PATIENCE).build();
    Thread.startVirtualThread(
        () -> {
          try {
            while (!client.isTerminated()) {
              try {
                // Whatever the answer is, somebody is there.
                client.send(question, HttpResponse.BodyHandlers.discarding());
                instances.answered(address);
              } catch (IOException e) {
                instances.failed(address);
              }
              Thread.sleep(EVERY);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
