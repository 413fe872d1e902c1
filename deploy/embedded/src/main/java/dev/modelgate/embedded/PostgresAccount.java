package dev.modelgate.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom PostgreSQL runs, for it refuses root and users without a name.
 *
 * @param prefix the words before every command line of PostgreSQL's
 * @param uid the owner of its data where that is not ourselves, else -1
 * @param gid that owner's group, else -1
 */
record PostgresAccount(List<String> prefix, int uid, int gid) {
  private static final int OURSELVES = -1;

  /** What may work for us, best first. */
  static List<PostgresAccount> candidates(Path data) throws IOException {
    int us = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    PostgresAccount ourselves = new PostgresAccount(List.of(), OURSELVES, OURSELVES);
    if (us != 0) {
      return List.of(ourselves, ourselves.inNamespace());
    }
    if (!Files.exists(data)) {
      List<PostgresAccount> accounts = new ArrayList<>(List.of(ourselves.inNamespace()));
      unprivileged().ifPresent(accounts::add);
      return accounts;
    }
    // Whoever owns the data goes on with it: handing a database over is not ours to do in passing.
    int uid = (int) Files.getAttribute(data, "unix:uid");
    if (uid == 0) {
      return List.of(ourselves.inNamespace());
    }
    PostgresAccount owner = other(uid, (int) Files.getAttribute(data, "unix:gid"));
    return List.of(owner, owner.inNamespace());
  }

  private static PostgresAccount other(int uid, int gid) {
    return new PostgresAccount(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), uid, gid);
  }

  /** The same in a user namespace, where it has the name nobody and no privileges. */
  private PostgresAccount inNamespace() {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(List.of("unshare", "--user"));
    return new PostgresAccount(words, uid, gid);
  }

  /** The system's own account for PostgreSQL, else nobody. */
  static Optional<PostgresAccount> unprivileged() throws IOException {
    List<String> accounts = Files.readAllLines(Path.of("/etc/passwd"));
    for (String name : List.of("postgres", "nobody")) {
      for (String account : accounts) {
        String[] fields = account.split(":", -1);
        if (fields.length > 3 && fields[0].equals(name)) {
          return Optional.of(other(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
        }
      }
    }
    return Optional.empty();
  }

  /** Gives the folder to this account, where that is not ourselves. */
  void own(Path path) throws IOException {
    if (uid != OURSELVES) {
      Files.setAttribute(path, "unix:uid", uid);
      Files.setAttribute(path, "unix:gid", gid);
    }
  }

  /** Lets this account pass through the folder, where that is not ourselves. */
  void enter(Path folder) throws IOException {
    if (uid != OURSELVES) {
      Command.run(folder, Duration.ofSeconds(5), List.of("chmod", "a+x", folder.toString()));
    }
  }

  /** Why nothing of PostgreSQL's can run as this account in this folder; empty where it can. */
  Optional<String> problem(Path home) throws IOException {
    return check(
        """
        test "$(id -u)" != 0 || { echo "this would still be root"; exit 1; }
        id -un > /dev/null 2>&1 || { echo "user id $(id -u) has no name"; exit 1; }
        test -x "$1" || { echo "cannot enter $1"; exit 1; }
        """,
        home.toString());
  }

  /** Why this account cannot run these programs; empty where it can. */
  Optional<String> problem(PostgresPrograms programs) throws IOException {
    return check(
        "test -x \"$1\" || { echo \"cannot reach $1\"; exit 1; }", programs.program("postgres"));
  }

  private Optional<String> check(String script, String argument) throws IOException {
    List<String> words = command(List.of("sh", "-c", script, "sh", argument));
    String who = prefix.isEmpty() ? "as the present user" : "by " + String.join(" ", prefix);
    try {
      Command check = Command.run(Path.of("/"), Duration.ofSeconds(30), words);
      return check.succeeded() ? Optional.empty() : Optional.of(who + ": " + check.lastWords());
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException missing) {
      return Optional.of(who + ": " + PartException.reason(missing));
    }
  }

  List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(words);
    return command;
  }
}
