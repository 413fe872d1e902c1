package dev.modelgate.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where programs are looked for: absolute folders only, so that a work tree never offers one. */
final class Programs {

  private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";

  private Programs() {}

  /** The search path that git and its children get. */
  static String path() {
    String inherited = System.getenv("PATH");
    List<String> absolute = new ArrayList<>();
    for (String folder : (inherited == null ? USUAL : inherited).split(":", -1)) {
      if (folder.startsWith("/")) {
        absolute.add(folder);
      }
    }
    return absolute.isEmpty() ? USUAL : String.join(":", absolute);
  }

  /** Whether a program is installed. */
  static boolean has(String program) {
    for (String folder : path().split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
