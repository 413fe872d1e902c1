package dev.modelgate.reporter.deliver;

/** The commit that a note is for; as text {@code <project id> <sha>} in JSON. */
public record NoteTarget(String projectId, String sha) {

  public NoteTarget {
    if (!isPlain(projectId) || !isPlain(sha)) {
      throw new IllegalArgumentException(
          "Expected ids of a project and a commit, but got other characters in them");
    }
  }

  /** The payload of its task. */
  public String json() {
    return "\"" + projectId + " " + sha + "\"";
  }

  public static NoteTarget parse(String json) {
    String[] parts = json.strip().replace("\"", "").split(" ");
    if (parts.length != 2) {
      throw new IllegalArgumentException("Expected a note's target, but got " + json);
    }
    return new NoteTarget(parts[0], parts[1]);
  }

  private static boolean isPlain(String id) {
    return id.matches("[A-Za-z0-9._:-]{1,200}");
  }
}
