package dev.modelgate.standalone.topics;

import dev.modelgate.standalone.CannotException;
import dev.modelgate.stream.SettingsFile;
import io.micronaut.context.env.PropertySource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An installation's settings as its processes see them: the environment before the settings file.
 */
public final class Settings {

  private final Map<String, String> environment;
  private final PropertySource file;

  private Settings(Map<String, String> environment, PropertySource file) {
    this.environment = environment;
    this.file = file;
  }

  /** The settings of this process. */
  public static Settings here() {
    return of(System.getenv());
  }

  /** The settings of a process with that environment. */
  public static Settings of(Map<String, String> environment) {
    try {
      return new Settings(environment, SettingsFile.of(environment));
    } catch (IllegalStateException e) {
      throw new CannotException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A setting by its key, such as {@code modelgate.kafka.topic-prefix}; empty where unset. */
  public Optional<String> value(String key) {
    String variable = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    Object value = environment.getOrDefault(variable, "");
    if (value.toString().isBlank()) {
      value = file.get(key);
    }
    return Optional.ofNullable(value).map(Object::toString).filter(text -> !text.isBlank());
  }
}
