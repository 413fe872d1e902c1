package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** Makes an empty database cluster that accepts nobody without the password. */
final class PostgresData {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private PostgresData() {}

  /**
   * Makes it aside and renames, so that a folder named data is always whole; does nothing where
   * there is one.
   */
  static void makeIfMissing(Path home, PostgresRunner runner, String user, String password)
      throws IOException {
    Path data = home.resolve("data");
    Folders.deleteLeftovers(home, "unfinished-");
    if (Files.exists(data)) {
      return;
    }
    Path unfinished = Files.createTempDirectory(home, "unfinished-");
    Path cluster = Folders.make(unfinished.resolve("data"));
    Path passwordFile =
        Files.createFile(
            unfinished.resolve("password"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password + "\n", StandardCharsets.US_ASCII);
    for (Path path : List.of(unfinished, cluster, passwordFile)) {
      runner.account().own(path);
    }
    Command initdb =
        Command.run(
            home,
            LIMIT,
            runner.command(
                "initdb",
                List.of(
                    "--pgdata=" + cluster,
                    "--username=" + user,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // The database's own C.UTF-8, which no update of the system's libraries can
                    // reorder.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions")));
    if (!initdb.succeeded()) {
      throw new IOException("initdb failed: " + initdb.lastWords());
    }
    Folders.rename(cluster, data);
    Folders.delete(unfinished);
  }
}
