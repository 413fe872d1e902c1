package dev.modelgate.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the other end of a connection is started when the repository is a folder of this machine.
 *
 * <p>That end reads the configuration of a repository that we do not own. So it gets the settings
 * that matter on its command line, which win; its hooks do not run, because they would run as us;
 * and when we are root, it runs as the folder's owner, who then owns what a push writes.
 */
final class OtherSide {

  private OtherSide() {}

  /**
   * A line for git's own shell, made of constants and numbers only.
   *
   * @param program {@code upload-pack} or {@code receive-pack}
   */
  static String command(Path repository, String program) {
    return asOwnerOf(repository)
        + "git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c core.alternateRefsCommand=true"
        + " -c receive.autogc=false -c safe.directory=* "
        + program;
  }

  private static String asOwnerOf(Path repository) {
    int owner = numberOf(repository, "unix:uid");
    if (numberOf(Path.of("/proc/self"), "unix:uid") != 0 || owner == 0) {
      return "";
    }
    if (!Programs.has("setpriv")) {
      throw new GitException(
          GitException.Kind.REFUSED,
          "Expected to reach "
              + repository
              + " as its owner, but there is no setpriv: install util-linux");
    }
    return "setpriv --reuid="
        + owner
        + " --regid="
        + numberOf(repository, "unix:gid")
        + " --clear-groups ";
  }

  private static int numberOf(Path path, String attribute) {
    try {
      return (Integer) Files.getAttribute(path, attribute);
    } catch (IOException e) {
      throw new GitException(
          GitException.Kind.UNREACHABLE, "Expected to find out who owns " + path + ", but " + e, e);
    }
  }
}
