package dev.modelgate.runner.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.runner.host.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Records as JSON files, written durably. */
final class StateJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private StateJson() {}

  static byte[] bytes(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected to write " + value.getClass() + " as JSON", e);
    }
  }

  static void write(Path file, Object value) {
    DurableFiles.write(file, bytes(value));
  }

  static <T> Optional<T> read(Path file, Class<T> type) {
    return DurableFiles.read(file)
        .map(
            bytes -> {
              try {
                return JSON.readValue(bytes, type);
              } catch (IOException e) {
                throw new UncheckedIOException(
                    "Expected "
                        + file
                        + " to be as this agent wrote it, but it cannot be read; repair or remove it",
                    e);
              }
            });
  }
}
