package dev.modelgate.events.wire;

import java.util.regex.Pattern;

/**
 * The names of the topics of one installation.
 *
 * @param prefix what every name starts with, without the dot; {@code modelgate} unless configured
 */
public record TopicNames(String prefix) {

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,100}");
  private static final String DEAD_LETTER = ".dead-letter";

  public TopicNames {
    requireLegal("a topic prefix", prefix);
  }

  /** Name of a topic, such as {@code modelgate.git-events}. */
  public String of(Topic topic) {
    return prefix + "." + topic.suffix();
  }

  /** Name of the topic that one runner takes its commands from. */
  public String runnerCommands(String runnerId) {
    requireLegal("a runner id", runnerId);
    return prefix + ".runner-commands." + runnerId;
  }

  /** Name of the topic for those records of a topic that could not be handled. */
  public String deadLetter(String topicName) {
    return topicName + DEAD_LETTER;
  }

  private static void requireLegal(String what, String text) {
    if (!LEGAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "Expected "
              + what
              + " of 1 to 100 letters, digits, dots, underscores and hyphens, but got "
              + text.length()
              + " characters that are not so");
    }
  }
}
