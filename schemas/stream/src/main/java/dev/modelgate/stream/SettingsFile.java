package dev.modelgate.stream;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one file by which all processes of an installation are set: YAML, named by {@code
 * MODELGATE_CONFIG}. What stands in the environment is stronger, so that a process can differ.
 */
public final class SettingsFile {

  /** The variable that names the file. */
  public static final String VARIABLE = "MODELGATE_CONFIG";

  /** Below the environment's -200, above our defaults. */
  private static final int ORDER = -250;

  private SettingsFile() {}

  /**
   * The settings of the file that the environment names; none where it names none.
   *
   * @throws IllegalStateException with one clear sentence where the file cannot be read
   */
  public static PropertySource of(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return PropertySource.of(
        "modelgate-config", named.isBlank() ? Map.of() : read(Path.of(named)), ORDER);
  }

  private static Map<String, Object> read(Path file) {
    try (InputStream text = Files.newInputStream(file)) {
      return new LinkedHashMap<>(new YamlPropertySourceLoader().read(file.toString(), text));
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(
          "Expected "
              + VARIABLE
              + " to name a readable YAML file, but "
              + file
              + " is not: "
              + Brief.of(e),
          e);
    }
  }
}
