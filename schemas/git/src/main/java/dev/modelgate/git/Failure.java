package dev.modelgate.git;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads from git's own words who must act. */
final class Failure {

  private static final int WORDS_KEPT = 600;

  /** In the order in which they are tried: the first that matches decides. */
  private static final List<Map.Entry<GitException.Kind, Pattern>> SIGNS =
      List.of(
          sign(
              GitException.Kind.MISSING,
              "couldn't find remote ref|not our ref|unadvertised object|Not a valid object name"
                  + "|unknown revision|bad revision|Not a valid commit name"),
          sign(
              GitException.Kind.REFUSED,
              "Permission denied|Authentication failed|could not read (Username|Password)"
                  + "|dubious ownership|Host key verification failed|not allowed"
                  + "|requested URL returned error: (401|403|404)|Repository not found"
                  + "|hook declined|\\[remote rejected\\]|unable to update url base"),
          sign(
              GitException.Kind.CORRUPT,
              "is corrupt|not a git repository|inflate|bad object|bad tree object|did not send all necessary objects|broken link"
                  + "|unable to read( tree)? ?\\(?[0-9a-f]{40}|unable to read sha1 file"
                  + "|object file .* is empty|packfile .* (cannot|does not|is far|not found)"
                  + "|failed to read|missing (blob|tree|commit) object|hash mismatch"
                  + "|did not match|bad signature|index file|unable to unpack"
                  + "|mismatched algorithms|invalid sha1 pointer|ignoring broken ref"
                  + "|error in (commit|tree|blob|tag) [0-9a-f]{40}: |could not parse"),
          sign(
              GitException.Kind.UNREACHABLE,
              "Could not resolve|[Cc]onnection (refused|reset|timed out|closed)|unreachable"
                  + "|No route to host|Operation timed out|not appear to be a git repository"
                  + "|hung up unexpectedly|early EOF|Could not read from remote repository"
                  + "|unable to access|Failed to connect|returned error: 5[0-9][0-9]"
                  + "|unexpected disconnect"));

  private Failure() {}

  static GitException of(List<String> arguments, int exit, String errors) {
    return new GitException(
        kindOf(errors),
        "Expected git "
            + Quoted.inOneLine(arguments.getFirst())
            + " to succeed, but it ended with "
            + exit
            + ": "
            + inOneLine(errors));
  }

  static GitException.Kind kindOf(String errors) {
    for (Map.Entry<GitException.Kind, Pattern> sign : SIGNS) {
      if (sign.getValue().matcher(errors).find()) {
        return sign.getKey();
      }
    }
    return GitException.Kind.FAILED;
  }

  private static String inOneLine(String errors) {
    String words = errors.strip().replaceAll("\\s+", " ");
    int from = Math.max(0, words.length() - WORDS_KEPT);
    return Quoted.inOneLine(words.substring(from), WORDS_KEPT);
  }

  private static Map.Entry<GitException.Kind, Pattern> sign(GitException.Kind kind, String words) {
    return Map.entry(kind, Pattern.compile(words));
  }
}
