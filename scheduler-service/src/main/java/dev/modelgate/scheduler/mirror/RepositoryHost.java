package dev.modelgate.scheduler.mirror;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which machine a repository lives on, so that one that fails holds up no other. */
public final class RepositoryHost {

  private static final Pattern WITH_SCHEME = Pattern.compile("[a-z]+://(?:[^/@]*@)?([^/:]+).*");
  private static final Pattern SHORT_SSH = Pattern.compile("(?:[^/@:]*@)?([^/:]+):.*");

  private RepositoryHost() {}

  /** The host's name; of a repository on this machine its path, for disks fail one by one. */
  public static String of(String repository) {
    if (repository.startsWith("/")) {
      return repository;
    }
    Matcher scheme = WITH_SCHEME.matcher(repository);
    if (scheme.matches()) {
      return scheme.group(1);
    }
    Matcher ssh = SHORT_SSH.matcher(repository);
    return ssh.matches() ? ssh.group(1) : repository;
  }
}
