package dev.modelgate.runner.upload;

import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.Optional;

/** What of one attempt is to be stored, in its order. What was stored is remembered durably. */
sealed interface Waiting permits LogSegments, KeptFiles {

  /** Those that come next; empty where nothing waits now. */
  List<Upload> next(int most);

  /** The content of a file; empty where it is not any more what it was. */
  Optional<BodyPublisher> body(Upload upload);

  /** The file is stored, or will never be. */
  void settled(Upload upload);

  /** Whether nothing waits and nothing will. */
  boolean isDone();
}
