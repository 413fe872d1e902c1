package dev.modelgate.ingest;

import dev.modelgate.ingest.project.FieldProblem;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.project.ProjectSettings;
import dev.modelgate.ingest.project.Registered;
import dev.modelgate.ingest.project.Registration;
import dev.modelgate.ingest.project.RegistrationReader;
import dev.modelgate.stream.ClusterKey;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/projects}: the registry of projects; writing needs the token. */
@Controller("/api/projects")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProjectEntry {

  private final ProjectFlow flow;
  private final JsonRequests requests;
  private final ClusterKey clusterKey;
  private final URI publicUrl;

  ProjectEntry(
      ProjectFlow flow,
      JsonRequests requests,
      ClusterKey clusterKey,
      @Value("${modelgate.public-url}") URI publicUrl) {
    this.flow = flow;
    this.requests = requests;
    this.clusterKey = clusterKey;
    this.publicUrl = publicUrl;
  }

  @Post(consumes = MediaType.ALL)
  @Secured(Roles.ADMIN)
  HttpResponse<Object> create(@Body @Nullable InputStream body) {
    return switch (RegistrationReader.read(requests.fields(body, RegistrationReader.FIELDS))) {
      case Registration.Invalid(List<FieldProblem> problems) -> ErrorJson.badRequest(problems);
      case Registration.Valid(ProjectSettings settings) ->
          switch (flow.register(settings)) {
            case Registered.Created(Project project) -> HttpResponse.created(withSecret(project));
            case Registered.Known(Project project) -> HttpResponse.ok(withSecret(project));
            case Registered.Taken(String code, String sentence) ->
                HttpResponse.status(HttpStatus.CONFLICT).body(ErrorJson.of(code, sentence));
          };
    };
  }

  @Get
  @Secured(SecurityRule.IS_ANONYMOUS)
  ProjectJson.Page list() {
    return new ProjectJson.Page(
        flow.list().stream().map(project -> ProjectJson.of(project, publicUrl)).toList());
  }

  @Get("/{name}")
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<Object> show(String name) {
    return flow.find(name)
        .map(project -> HttpResponse.<Object>ok(ProjectJson.of(project, publicUrl)))
        .orElseGet(() -> ErrorJson.unknownProject(name));
  }

  @Delete("/{name}")
  @Secured(Roles.ADMIN)
  HttpResponse<Object> remove(String name) {
    return flow.remove(name)
        .map(project -> HttpResponse.<Object>noContent())
        .orElseGet(() -> ErrorJson.unknownProject(name));
  }

  private ProjectJson withSecret(Project project) {
    return ProjectJson.of(project, publicUrl, HookSecrets.of(clusterKey, project));
  }
}
