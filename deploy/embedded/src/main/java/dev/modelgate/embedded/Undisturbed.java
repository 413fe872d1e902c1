package dev.modelgate.embedded;

/**
 * Runs what an interrupt must not cut short, such as stopping a part, and hands the interrupt on
 * afterwards.
 */
final class Undisturbed {
  private Undisturbed() {}

  static void run(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
