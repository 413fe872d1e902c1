package dev.modelgate.reporter.deliver;

import dev.modelgate.events.ReportDelivered;
import dev.modelgate.events.ReportKind;
import dev.modelgate.reporter.intake.ProjectRef;
import dev.modelgate.stream.Ids;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Says that a report was delivered. */
public final class ReportCodec {

  private ReportCodec() {}

  /** The id follows from what was delivered where, so that no content is reported twice. */
  public static SpecificRecord note(ProjectRef project, String sha, String digest, Instant at) {
    return ReportDelivered.newBuilder()
        .setEventId(Ids.derived("report-delivered", project.id(), sha, NoteWriter.REF, digest))
        .setOccurredAt(at)
        .setProjectId(project.id())
        .setProjectName(project.name())
        .setRepository(project.repository())
        .setSha(sha)
        .setKind(ReportKind.NOTE)
        .setTarget(NoteWriter.REF)
        .setContentSha256(digest)
        .build();
  }
}
