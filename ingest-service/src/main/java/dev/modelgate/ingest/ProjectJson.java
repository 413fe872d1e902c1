package dev.modelgate.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.modelgate.ingest.project.HookScript;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.webhook.HookSecret;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project as the API shows it.
 *
 * @param provider kind of Git host
 * @param defaultBranch null: what HEAD of the repository names
 * @param buildBranches {@code all}, {@code default} or {@code none}
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ProjectJson(
    String id,
    String name,
    String repository,
    String provider,
    String team,
    @Nullable String defaultBranch,
    String buildBranches,
    Hook hook) {

  /**
   * The webhook of a project.
   *
   * @param secret what deliveries are signed with; only in the answer to a registration
   * @param script the {@code post-receive} hook; only in the answer to a registration
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Hook(String id, String url, @Nullable String secret, @Nullable String script) {}

  /** All projects. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Page(List<ProjectJson> projects) {}

  /** The project as everyone may see it. */
  static ProjectJson of(Project project, URI publicUrl) {
    return of(project, new Hook(project.hook().hex(), url(project, publicUrl), null, null));
  }

  /** The project as whom registered it sees it. */
  static ProjectJson of(Project project, URI publicUrl, HookSecret secret) {
    String url = url(project, publicUrl);
    String script = HookScript.render(URI.create(url), project.settings().repository());
    return of(project, new Hook(project.hook().hex(), url, secret.text(), script));
  }

  private static ProjectJson of(Project project, Hook hook) {
    return new ProjectJson(
        project.id(),
        project.settings().name(),
        project.settings().repository(),
        "git",
        project.settings().team(),
        project.settings().defaultBranch(),
        project.settings().buildBranches().text(),
        hook);
  }

  private static String url(Project project, URI publicUrl) {
    String base = publicUrl.toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
        + "/webhooks/git/"
        + project.hook().hex();
  }
}
