package dev.modelgate.standalone.lint;

import dev.modelgate.scheduler.plan.WorkflowFiles;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Reads files of a folder as a commit of it would have them: links lead nowhere. */
record WorkFolder(Path root) {

  /** A workflow file, at a path that is relative to the folder and inside of it. */
  RepositoryFile file(String path) {
    return file(path, YamlFile.MAX_BYTES);
  }

  /** A file that a workflow file names. */
  RepositoryFile named(String path) {
    return file(path, WorkflowFiles.MAX_BYTES_NAMED);
  }

  private RepositoryFile file(String path, int mostBytes) {
    Path at = root;
    for (Path part : Path.of(path)) {
      if (Files.isSymbolicLink(at) && !at.equals(root)) {
        return new RepositoryFile.Missing();
      }
      at = at.resolve(part);
    }
    if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
      return new RepositoryFile.Missing();
    }
    if (Files.isSymbolicLink(at)) {
      return new RepositoryFile.Unusable("a symbolic link");
    }
    if (!Files.isRegularFile(at)) {
      return new RepositoryFile.Unusable(Files.isDirectory(at) ? "a folder" : "no plain file");
    }
    try {
      long size = Files.size(at);
      return size > mostBytes
          ? new RepositoryFile.Unusable("a file of " + size + " bytes")
          : new RepositoryFile.Found(Files.readAllBytes(at));
    } catch (IOException e) {
      return new RepositoryFile.Unusable("not readable");
    }
  }
}
