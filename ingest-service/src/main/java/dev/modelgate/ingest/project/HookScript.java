package dev.modelgate.ingest.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The {@code post-receive} hook that a plain Git repository tells us of its pushes with: a POSIX
 * shell script without a secret in it. It reads the secret from {@link #SECRET_FILE} beside it,
 * which must have mode 0600.
 */
public final class HookScript {

  /** Name of the file beside the hook that holds the secret. */
  public static final String SECRET_FILE = "modelgate-secret";

  private static final String TEMPLATE = read();

  private HookScript() {}

  /**
   * The script for one repository.
   *
   * @param webhook where it posts to
   * @param repository the repository that it speaks for, as it was registered
   */
  public static String render(URI webhook, String repository) {
    return TEMPLATE
        .replace("@URL@", quoted(webhook.toASCIIString()))
        .replace("@REPOSITORY@", quoted(json(repository)));
  }

  /** A word of a shell script that means exactly this text. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** What stands between the quotes of a JSON string; addresses hold no control characters. */
  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String read() {
    try (InputStream script = HookScript.class.getResourceAsStream("post-receive.sh")) {
      if (script == null) {
        throw new IllegalStateException(
            "Expected post-receive.sh beside this class, but it is not");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
