package dev.modelgate.git;

import java.util.regex.Pattern;

/** The form of a full ref name, as git's own rules say it. */
final class Refs {

  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|\\.lock(/|$)|[/.]$");

  private Refs() {}

  static boolean isWellFormed(String ref) {
    return ref.startsWith("refs/") && !FORBIDDEN.matcher(ref).find();
  }
}
