package dev.modelgate.ingest.project;

import dev.modelgate.git.RemoteUrl;
import dev.modelgate.ingest.body.JsonFields;
import dev.modelgate.ingest.body.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a request to register a project: {@code name} and {@code repository}, and where wanted
 * {@code provider}, {@code defaultBranch}, {@code buildBranches} and {@code team}. Says everything
 * that is wrong at once.
 */
public final class RegistrationReader {

  /** The fields that a request may have. */
  public static final Set<String> FIELDS =
      Set.of("name", "repository", "provider", "defaultBranch", "buildBranches", "team");

  private static final String NAME_FORM =
      "up to 63 lower-case letters, digits and hyphens, a letter or digit first";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final String EVERYONE = "default";

  private final JsonFields fields;
  private final List<FieldProblem> problems = new ArrayList<>();

  private RegistrationReader(JsonFields fields) {
    this.fields = fields;
  }

  /** Reads the fields of a request. */
  public static Registration read(JsonFields fields) {
    return new RegistrationReader(fields).read();
  }

  private Registration read() {
    for (String other : fields.others()) {
      problem(other, "Expected one of " + FIELDS.stream().sorted().toList() + ", but got this");
    }
    String name = required("name", NAME_FORM);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      problem("name", "Expected " + NAME_FORM + ", but got " + shown(name));
    }
    String repository = repository(required("repository", "the address of a repository"));
    String provider = optional("provider").orElse("git");
    if (!provider.equals("git")) {
      problem("provider", "Expected 'git' (no other Git host yet), but got " + shown(provider));
    }
    String team = optional("team").orElse(EVERYONE);
    if (!NAME.matcher(team).matches()) {
      problem("team", "Expected " + NAME_FORM + ", but got " + shown(team));
    }
    Optional<String> branch = optional("defaultBranch");
    branch
        .flatMap(text -> RefName.problemOf("refs/heads/" + text))
        .ifPresent(
            problem ->
                problem("defaultBranch", "Expected the short name of a branch, but " + problem));
    String built = optional("buildBranches").orElse(BuildBranches.ALL.text());
    Optional<BuildBranches> buildBranches = BuildBranches.parse(built);
    if (buildBranches.isEmpty()) {
      problem("buildBranches", "Expected 'all', 'default' or 'none', but got " + shown(built));
    }
    return problems.isEmpty()
        ? new Registration.Valid(
            new ProjectSettings(
                name, repository, team, branch.orElse(null), buildBranches.orElseThrow()))
        : new Registration.Invalid(problems);
  }

  private String repository(String text) {
    if (text.isEmpty()) {
      return text;
    }
    try {
      RemoteUrl url = RemoteUrl.parse(text);
      return url.transport() == RemoteUrl.Transport.FILE
          ? Path.of(url.address()).normalize().toString()
          : url.address();
    } catch (IllegalArgumentException e) {
      problem("repository", OneLine.of(String.valueOf(e.getMessage()), 400));
      return "";
    }
  }

  private String required(String field, String what) {
    Optional<String> text = fields.text(field).filter(value -> !value.isEmpty());
    if (text.isEmpty()) {
      problem(field, "Expected " + what + ", but it is " + absence(field));
    }
    return text.orElse("");
  }

  private Optional<String> optional(String field) {
    if (!fields.lacks(field) && fields.text(field).isEmpty()) {
      problem(field, "Expected text, but got something else");
    }
    return fields.text(field);
  }

  private String absence(String field) {
    if (fields.lacks(field)) {
      return "missing";
    }
    return fields.text(field).isPresent() ? "empty" : "not text";
  }

  private void problem(String field, String message) {
    problems.add(new FieldProblem(field, message));
  }

  private static String shown(String text) {
    return "'" + OneLine.of(text, 80) + "'";
  }
}
