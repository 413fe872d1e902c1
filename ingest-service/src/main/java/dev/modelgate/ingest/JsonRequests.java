package dev.modelgate.ingest;

import dev.modelgate.ingest.body.BodyReader;
import dev.modelgate.ingest.body.JsonFields;
import dev.modelgate.ingest.body.JsonReader;
import dev.modelgate.ingest.body.JsonReading;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the small JSON object that a request of the API consists of. */
@Singleton
final class JsonRequests {

  private static final int LARGEST = 64 * 1024;

  private final BodyReader bodies;

  JsonRequests(BodyReader bodies) {
    this.bodies = bodies;
  }

  /** The fields of a request's body; ends the request where that is no such object. */
  JsonFields fields(@Nullable InputStream body, Set<String> wanted) {
    InputStream given = body == null ? InputStream.nullInputStream() : body;
    return switch (bodies.read(given, LARGEST)) {
      case BodyReader.TooLarge(long limit) ->
          throw ErrorJson.thrown(
              HttpStatus.REQUEST_ENTITY_TOO_LARGE,
              "too-large",
              "Expected at most %d bytes, but got more".formatted(limit));
      case BodyReader.CutOff() ->
          throw ErrorJson.thrown(
              HttpStatus.REQUEST_TIMEOUT, "cut-off", "Expected a whole body, but it broke off");
      case BodyReader.Whole(byte[] bytes) ->
          switch (JsonReader.read(bytes, wanted)) {
            case JsonReading.Ok(JsonFields fields) -> fields;
            case JsonReading.Unreadable(String problem) ->
                throw ErrorJson.thrown(HttpStatus.BAD_REQUEST, "invalid-json", problem);
          };
    };
  }
}
