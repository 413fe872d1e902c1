package dev.modelgate.reporter.deliver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What fails together: a host with all its repositories, a folder by itself. */
public final class RepositoryHost {

  private static final Pattern URL = Pattern.compile("(?:ssh|https)://(?:[^@/]*@)?([^:/]+).*");
  private static final Pattern SHORT = Pattern.compile("(?:[^@/:]*@)?([^:/]+):.*");

  private RepositoryHost() {}

  /** The host of an address, the address itself where it is a folder. */
  public static String of(String repository) {
    for (Pattern pattern : new Pattern[] {URL, SHORT}) {
      Matcher matcher = pattern.matcher(repository);
      if (!repository.startsWith("/") && !repository.startsWith("file:") && matcher.matches()) {
        return matcher.group(1);
      }
    }
    return repository;
  }
}
