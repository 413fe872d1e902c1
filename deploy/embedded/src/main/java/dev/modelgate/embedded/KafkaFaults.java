package dev.modelgate.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;

/**
 * Kafka ends the whole process where it sees no way on. While it is starting, that becomes a failed
 * start here, so that others in the process can end in order. Later it stays what it is: a broker
 * that can no longer write must not seem to go on.
 */
final class KafkaFaults {
  private static final Set<Thread> STARTING = ConcurrentHashMap.newKeySet();

  static {
    Exit.setHaltProcedure((code, message) -> end(() -> Runtime.getRuntime().halt(code)));
    Exit.setExitProcedure((code, message) -> end(() -> System.exit(code)));
  }

  private KafkaFaults() {}

  /**
   * @throws PartException where Kafka gave up on this thread or on one of its own
   */
  static void failInsteadOfEnding(Runnable startup) {
    Thread us = Thread.currentThread();
    STARTING.add(us);
    try {
      startup.run();
    } finally {
      STARTING.remove(us);
    }
  }

  private static void end(Runnable end) {
    if (STARTING.isEmpty()) {
      end.run();
    }
    if (!STARTING.contains(Thread.currentThread())) {
      STARTING.forEach(Thread::interrupt); // waits for what this thread will not do any more
    }
    throw new PartException("it gave up while it was starting; its log says why");
  }
}
