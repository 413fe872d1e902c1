package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An account together with programs that it can reach. */
record PostgresRunner(PostgresAccount account, PostgresPrograms programs) {

  /**
   * The first account that works in the folder, with the user's cached programs or, where it cannot
   * reach those, with programs of the folder's own.
   */
  static PostgresRunner find(Path home, List<PostgresAccount> accounts) throws IOException {
    List<String> problems = new ArrayList<>();
    for (PostgresAccount account : accounts) {
      account.enter(home);
      Optional<String> problem = account.problem(home);
      problem.ifPresent(problems::add);
      if (problem.isEmpty()) {
        for (Path cache : List.of(PostgresPrograms.userCache(), home.resolve("programs"))) {
          Optional<PostgresPrograms> programs = reachable(account, cache, problems);
          if (programs.isPresent()) {
            return new PostgresRunner(account, programs.get());
          }
        }
      }
    }
    throw new IOException(
        "nobody was found to run it: it refuses root and users without a name; allow user namespaces, or start as an"
            + " ordinary user, or put the folder where others may enter. Tried: "
            + String.join("; ", problems));
  }

  private static Optional<PostgresPrograms> reachable(
      PostgresAccount account, Path cache, List<String> problems) throws IOException {
    PostgresPrograms programs;
    try {
      programs = PostgresPrograms.in(cache);
    } catch (IOException notWritable) {
      problems.add("unpacking into " + cache + ": " + PartException.reason(notWritable));
      return Optional.empty();
    }
    Optional<String> problem = account.problem(programs);
    problem.ifPresent(problems::add);
    return problem.isEmpty() ? Optional.of(programs) : Optional.empty();
  }

  /** The command line of one of PostgreSQL's programs, ready to be run. */
  List<String> command(String program, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(programs.program(program)));
    words.addAll(arguments);
    return account.command(words);
  }
}
