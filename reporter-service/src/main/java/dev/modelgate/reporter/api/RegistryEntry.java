package dev.modelgate.reporter.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.modelgate.events.wire.SchemaIds;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The read-only part of the registry that tools for Kafka topics ask: Confluent's paths, media type
 * and error codes. A subject is a record's full name; a version is its place among that record's
 * schemas, the oldest first.
 */
@Controller
@Produces({RegistryEntry.MEDIA_TYPE, "application/json"})
final class RegistryEntry {

  static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int VERSION_NOT_FOUND = 40402;
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final SchemaIds ids;

  RegistryEntry(SchemaIds ids) {
    this.ids = ids;
  }

  /** A schema under its id. */
  @Serdeable
  record SchemaJson(String schema) {}

  /** A version of a subject. */
  @Serdeable
  record VersionJson(String subject, int version, int id, String schema) {}

  /** An error as the registry says it. */
  @Serdeable
  record RegistryErrorJson(@JsonProperty("error_code") int errorCode, String message) {}

  @Get("/schemas/ids/{id}")
  HttpResponse<?> schema(int id) {
    return ids.find(id)
        .<HttpResponse<?>>map(entry -> HttpResponse.ok(new SchemaJson(entry.schema().toString())))
        .orElseGet(() -> missing(SCHEMA_NOT_FOUND, "Schema " + id + " not found"));
  }

  @Get("/subjects")
  List<String> subjects() {
    return ids.all().stream().map(SchemaIds.Entry::name).distinct().sorted().toList();
  }

  @Get("/subjects/{subject}/versions")
  HttpResponse<?> versions(String subject) {
    List<SchemaIds.Entry> entries = entries(subject);
    return entries.isEmpty()
        ? missing(SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found")
        : HttpResponse.ok(IntStream.rangeClosed(1, entries.size()).boxed().toList());
  }

  @Get("/subjects/{subject}/versions/{version}")
  HttpResponse<?> version(String subject, String version) {
    List<SchemaIds.Entry> entries = entries(subject);
    if (entries.isEmpty()) {
      return missing(SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found");
    }
    int wanted =
        version.equals("latest")
            ? entries.size()
            : version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 0;
    if (wanted < 1 || wanted > entries.size()) {
      return missing(VERSION_NOT_FOUND, "Version " + version + " not found");
    }
    SchemaIds.Entry entry = entries.get(wanted - 1);
    return HttpResponse.ok(new VersionJson(subject, wanted, entry.id(), entry.schema().toString()));
  }

  private List<SchemaIds.Entry> entries(String subject) {
    return ids.all().stream()
        .filter(entry -> entry.name().equals(subject))
        .sorted(Comparator.comparingInt(SchemaIds.Entry::id))
        .toList();
  }

  private static HttpResponse<?> missing(int code, String message) {
    return HttpResponse.notFound(new RegistryErrorJson(code, message));
  }
}
