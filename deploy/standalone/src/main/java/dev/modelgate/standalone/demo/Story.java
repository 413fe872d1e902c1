package dev.modelgate.standalone.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The demo's voice: one line per thing that happened, the time it took at the right, colours only
 * on a terminal that wants them.
 */
public final class Story {

  private static final int TIME_COLUMN = 72;

  private final PrintStream out;
  private final boolean colours;

  private Story(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** Speaks on standard output; {@code NO_COLOR} and a missing terminal switch colours off. */
  public static Story onStandardOutput(Map<String, String> environment) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    String noColor = environment.getOrDefault("NO_COLOR", "");
    return new Story(System.out, terminal && noColor.isEmpty());
  }

  /** A plain line. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A headline after an empty line. */
  public void head(String line) {
    out.println();
    say(bold(line));
  }

  /** A line with the time that it took. */
  public void took(String line, Duration time) {
    String seconds = String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    int gap = Math.max(2, TIME_COLUMN - line.length() - seconds.length());
    say(line + " ".repeat(gap) + seconds);
  }

  /** Does something and tells it with the time that it took, a tick in front. */
  public <T> T timed(String line, Supplier<T> work) {
    long begun = System.nanoTime();
    T result = work.get();
    took("  " + mark("passed") + " " + line, Duration.ofNanos(System.nanoTime() - begun));
    return result;
  }

  /** The mark of a verdict. */
  public String mark(String verdict) {
    return switch (verdict) {
      case "passed" -> coloured("32", "✓");
      case "failed" -> coloured("31", "✗");
      default -> coloured("33", "!");
    };
  }

  private String bold(String text) {
    return coloured("1", text);
  }

  private String coloured(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
