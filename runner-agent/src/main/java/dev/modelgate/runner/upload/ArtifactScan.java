package dev.modelgate.runner.upload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Looks through the folder of a job that is over: plain files that belong to the job, with names
 * that can be stored. Links are seen, never followed.
 */
final class ArtifactScan extends SimpleFileVisitor<Path> {

  /** So many files and folders are looked at. */
  private static final int MOST_LOOKED_AT = 100_000;

  /** So long are the names of all files together that are held in memory. */
  private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

  private static final int LONGEST_PATH = 880;
  private static final int LONGEST_STEP = 200;
  private static final long LONGEST_FILE = 5L * 1024 * 1024 * 1024;

  private final Path root;
  private final UploadRules rules;
  private final OptionalInt owner;
  private final List<KeptArtifacts.File> found = new ArrayList<>();
  private int lookedAt;
  private int characters;
  private int odd;
  private int tooLong;
  private int unnamable;

  private ArtifactScan(Path root, UploadRules rules, OptionalInt owner) {
    this.root = root;
    this.rules = rules;
    this.owner = owner;
  }

  /**
   * What is to be kept of a folder.
   *
   * @param owner the user that the job ran as; empty where it is the agent's
   * @param keptIn where it is going to be kept
   */
  static KeptArtifacts of(Path root, UploadRules rules, OptionalInt owner, Path keptIn) {
    ArtifactScan scan = new ArtifactScan(root, rules, owner);
    try {
      Files.walkFileTree(root, scan);
    } catch (IOException e) {
      return new KeptArtifacts(
          keptIn.toString(),
          List.of(),
          List.of("The artifact folder could not be looked through."));
    }
    return scan.result(keptIn);
  }

  private KeptArtifacts result(Path keptIn) {
    found.sort(Comparator.comparing(KeptArtifacts.File::path));
    List<KeptArtifacts.File> kept = new ArrayList<>();
    long bytes = 0;
    for (KeptArtifacts.File file : found) {
      if (kept.size() < rules.artifacts() && bytes + file.bytes() <= rules.artifactBytes()) {
        kept.add(file);
        bytes += file.bytes();
      }
    }
    List<String> notes = new ArrayList<>();
    if (kept.size() < found.size()) {
      notes.add(
          "%d of %d artifacts were left out: at most %d files of %d MiB in all are kept"
              .formatted(
                  found.size() - kept.size(),
                  found.size(),
                  rules.artifacts(),
                  rules.artifactBytes() / (1024 * 1024)));
    }
    if (odd > 0) {
      notes.add(
          "%d of the artifacts were left out: links, and what is no plain file of the job's"
              .formatted(odd));
    }
    if (tooLong > 0) {
      notes.add(
          "%d artifacts were left out: they are larger than %d GiB each"
              .formatted(tooLong, LONGEST_FILE >> 30));
    }
    if (unnamable > 0) {
      notes.add(
          "%d artifacts were left out: their names are too long or no text".formatted(unnamable));
    }
    if (isEnough()) {
      notes.add("the artifact folder was not looked through whole: it holds too many files");
    }
    return new KeptArtifacts(keptIn.toString(), kept, notes);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return next();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile() || !isTheJobs(file)) {
      odd++;
    } else if (attributes.size() > LONGEST_FILE) {
      tooLong++;
    } else if (!isNamable(root.relativize(file))) {
      unnamable++;
    } else {
      String path = root.relativize(file).toString();
      found.add(new KeptArtifacts.File(path, attributes.size()));
      characters += path.length();
    }
    return next();
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    odd++;
    return next();
  }

  private FileVisitResult next() {
    lookedAt++;
    return isEnough() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }

  private boolean isEnough() {
    return lookedAt > MOST_LOOKED_AT || characters > MOST_CHARACTERS;
  }

  /** A file of somebody else's was linked here by its second name. */
  private boolean isTheJobs(Path file) throws IOException {
    return owner.isEmpty()
        || (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
            == owner.getAsInt();
  }

  /** The replacement character stands for bytes that are no text; such a name cannot be told. */
  private static boolean isNamable(Path path) {
    String name = path.toString();
    boolean shortSteps = true;
    for (Path step : path) {
      shortSteps &= step.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_STEP;
    }
    return shortSteps
        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH
        && name.indexOf('\uFFFD') < 0
        && name.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(name);
  }
}
