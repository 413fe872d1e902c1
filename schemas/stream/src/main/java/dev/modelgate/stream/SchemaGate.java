package dev.modelgate.stream;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closed until the schema topic has every schema that this version writes. */
@Singleton
@Requires(property = "datasources.default.url")
public class SchemaGate {

  private final CountDownLatch open = new CountDownLatch(1);

  /** Lets records out from now on. */
  public void open() {
    open.countDown();
  }

  /** Whether it opens within that time. */
  public boolean await(Duration atMost) throws InterruptedException {
    return open.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
