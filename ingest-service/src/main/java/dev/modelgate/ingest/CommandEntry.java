package dev.modelgate.ingest;

import dev.modelgate.ingest.command.AskedCommand;
import dev.modelgate.ingest.command.CommandReader;
import dev.modelgate.ingest.command.CommandReading;
import dev.modelgate.ingest.project.FieldProblem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/commands}: what a person asks of a run. */
@Controller("/api/commands")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandEntry {

  private final CommandFlow flow;
  private final JsonRequests requests;

  CommandEntry(CommandFlow flow, JsonRequests requests) {
    this.flow = flow;
    this.requests = requests;
  }

  @Post(consumes = MediaType.ALL)
  @Secured(Roles.ADMIN)
  HttpResponse<Object> post(@Body @Nullable InputStream body, Authentication who) {
    return switch (CommandReader.read(requests.fields(body, CommandReader.FIELDS))) {
      case CommandReading.Invalid(List<FieldProblem> problems) -> ErrorJson.badRequest(problems);
      case CommandReading.Valid(AskedCommand command) ->
          flow.on(command, who.getName())
              .map(eventId -> HttpResponse.accepted().<Object>body(Map.of("eventId", eventId)))
              .orElseGet(() -> ErrorJson.unknownProject(command.project()));
    };
  }
}
