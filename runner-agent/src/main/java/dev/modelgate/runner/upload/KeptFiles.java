package dev.modelgate.runner.upload;

import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.collect.ResultCollector;
import dev.modelgate.runner.host.DurableFiles;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that an attempt left, once it has ended: its series, then its artifacts. For one
 * thread.
 */
final class KeptFiles implements Waiting {

  private static final String ARTIFACTS = "artifacts/";

  private final HeldAttempt attempt;
  private final Path series;
  private final Path stored;
  private Path artifacts = Path.of("");
  private @Nullable List<Upload> known;

  KeptFiles(HeldAttempt attempt) {
    this.attempt = attempt;
    this.series = attempt.folder().path().resolve(ResultCollector.SERIES_FILE);
    this.stored = attempt.folder().path().resolve("files-stored");
  }

  @Override
  public List<Upload> next(int most) {
    if (!attempt.isEnded()) {
      return List.of();
    }
    return all().stream().skip(stored()).limit(most).toList();
  }

  @Override
  public Optional<BodyPublisher> body(Upload upload) {
    Path file = file(upload);
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && file.toFile().length() == upload.bytes()
          ? Optional.of(BodyPublishers.ofFile(file))
          : Optional.empty();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void settled(Upload upload) {
    DurableFiles.write(stored, Long.toString(upload.number() + 1).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean isDone() {
    return attempt.isEnded() && stored() >= all().size();
  }

  private long stored() {
    return DurableFiles.read(stored)
        .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8)))
        .orElse(0L);
  }

  /** What an attempt that has ended left does not change any more. */
  private List<Upload> all() {
    List<Upload> read = known;
    if (read == null) {
      read = new ArrayList<>();
      if (Files.exists(series)) {
        read.add(new Upload(0, ResultCollector.SERIES_FILE, series.toFile().length()));
      }
      KeptArtifacts kept =
          Artifacts.read(series.resolveSibling(""))
              .orElse(new KeptArtifacts("", List.of(), List.of()));
      for (KeptArtifacts.File file : kept.files()) {
        read.add(new Upload(read.size(), ARTIFACTS + file.path(), file.bytes()));
      }
      artifacts = Path.of(kept.folder());
      known = read;
    }
    return read;
  }

  private Path file(Upload upload) {
    return upload.path().equals(ResultCollector.SERIES_FILE)
        ? series
        : artifacts.resolve(upload.path().substring(ARTIFACTS.length()));
  }
}
