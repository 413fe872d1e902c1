package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.artifact.Artifact;
import dev.modelgate.reporter.artifact.Artifacts;
import dev.modelgate.reporter.bucket.BucketException;
import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.ExperimentReport;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.LogText;
import dev.modelgate.reporter.render.RunReport;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Lists what the jobs of a run left, of each step's last attempt. */
@Singleton
final class ArtifactsViewer {

  private static final int ROWS = 100;
  private static final int STEPS = 20;

  private final Artifacts artifacts;

  ArtifactsViewer(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  ArtifactsView view(RunReport run, Links links) {
    var rows = new ArrayList<ArtifactsView.Row>();
    boolean several = run.experiments().size() > 1;
    boolean more = false;
    for (ExperimentReport experiment : run.experiments().stream().limit(STEPS).toList()) {
      if (more || experiment.outcome() == null || experiment.attempts().isEmpty()) {
        continue;
      }
      AttemptReport last = experiment.attempts().getLast();
      List<Artifact> found;
      try {
        found = artifacts.list(LogOf.of(last), ROWS + 1);
      } catch (BucketException e) {
        return new ArtifactsView(List.of(), "", "Artifacts cannot be listed at the moment.");
      }
      for (Artifact artifact : found) {
        more |= rows.size() == ROWS;
        if (rows.size() < ROWS) {
          rows.add(
              new ArtifactsView.Row(
                  several ? experiment.step() : "",
                  artifact.path(),
                  links.artifact(run, LogOf.name(run, last), artifact.path()),
                  LogText.size(artifact.bytes())));
        }
      }
    }
    return new ArtifactsView(rows, more ? links.api(run) + "/artifacts" : "", "");
  }
}
