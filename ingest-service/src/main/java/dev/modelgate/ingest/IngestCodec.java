package dev.modelgate.ingest;

import dev.modelgate.events.BuildBranches;
import dev.modelgate.events.Command;
import dev.modelgate.events.CommandReceived;
import dev.modelgate.events.GitEventKind;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.ProjectRegistered;
import dev.modelgate.events.ProjectSettings;
import dev.modelgate.events.Provider;
import dev.modelgate.ingest.command.AskedCommand;
import dev.modelgate.ingest.gitevent.GitEvent;
import dev.modelgate.ingest.project.Project;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Puts what ingest says into the form of the log. */
final class IngestCodec {

  private IngestCodec() {}

  /** A git event; its id and time are those of the push, however often and late it was told of. */
  static SpecificRecord gitEvent(String eventId, GitEvent event) {
    Project project = event.project();
    return GitEventReceived.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(event.update().pushedAt())
        .setProjectId(project.id())
        .setProjectName(project.settings().name())
        .setRepository(project.settings().repository())
        .setKind(
            switch (event.kind()) {
              case PUSH -> GitEventKind.PUSH;
              case TAG -> GitEventKind.TAG;
            })
        .setRef(event.update().ref())
        .setSha(event.update().after())
        .setBefore(event.update().before())
        .setPusher(event.update().pusher())
        .setDeliveryId(event.update().deliveryId())
        .setBodySha256(event.bodySha256())
        .setSettings(settings(project))
        .build();
  }

  /** A project was registered. */
  static SpecificRecord projectRegistered(String eventId, Project project) {
    return ProjectRegistered.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(project.createdAt())
        .setProjectId(project.id())
        .setProjectName(project.settings().name())
        .setRepository(project.settings().repository())
        .setSettings(settings(project))
        .build();
  }

  /** Somebody asked for something. */
  static SpecificRecord commandReceived(
      String eventId, Instant at, Project project, AskedCommand command, String by) {
    return CommandReceived.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setProjectId(project.id())
        .setProjectName(project.settings().name())
        .setRepository(project.settings().repository())
        .setCommand(
            switch (command.verb()) {
              case RERUN -> Command.RERUN;
              case CANCEL -> Command.CANCEL;
            })
        .setRunNumber(command.run())
        .setBy(by)
        .setSettings(settings(project))
        .build();
  }

  private static ProjectSettings settings(Project project) {
    return ProjectSettings.newBuilder()
        .setProvider(Provider.GIT)
        .setTeam(project.settings().team())
        .setDefaultBranch(project.settings().defaultBranch())
        .setBuildBranches(
            switch (project.settings().buildBranches()) {
              case DEFAULT -> BuildBranches.DEFAULT;
              case ALL -> BuildBranches.ALL;
              case NONE -> BuildBranches.NONE;
            })
        .build();
  }
}
