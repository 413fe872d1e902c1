package dev.modelgate.runner.upload;

import java.util.List;

/**
 * The artifacts of an attempt, as they were found when its job was over.
 *
 * @param folder where they are kept until they are stored, out of every job's reach
 * @param files those that are kept, in the order of their paths
 * @param notes what was left out, in sentences for people
 */
record KeptArtifacts(String folder, List<File> files, List<String> notes) {

  /**
   * One of them.
   *
   * @param path below the artifact folder, with slashes
   */
  record File(String path, long bytes) {}

  KeptArtifacts {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }
}
