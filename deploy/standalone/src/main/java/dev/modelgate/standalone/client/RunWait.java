package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.CannotException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Waits for a run's verdict and says each change of its state in one line. */
public final class RunWait {

  /** So often it is looked for what is not there: a push needs a moment to become a run. */
  private static final int TRIES = 30;

  private final Api api;
  private final String path;
  private final Duration pause;
  private final PrintStream out;
  private boolean answered;
  private String said = "";

  /**
   * @param path of the run
   * @param pause between two looks
   * @param out where its states are said
   */
  public RunWait(Api api, String path, Duration pause, PrintStream out) {
    this.api = api;
    this.path = path;
    this.pause = pause;
    this.out = out;
  }

  /** The run with its verdict; throws {@link CannotException} where it is not there. */
  public JsonNode run() throws InterruptedException {
    int missed = 0;
    while (true) {
      Optional<JsonNode> run = look(missed == TRIES);
      if (run.isPresent() && run.get().hasNonNull("verdict")) {
        return run.get();
      }
      missed = run.isPresent() ? 0 : missed + 1;
      run.ifPresent(its -> say(Text.sentence(its)));
      Thread.sleep(pause);
    }
  }

  /** Empty where another look is worth it: no such run yet, or a server that starts again. */
  private Optional<JsonNode> look(boolean last) {
    try {
      Optional<JsonNode> run = last ? Optional.of(api.get(path)) : api.find(path);
      if (run.isEmpty()) {
        say("no such run yet");
      }
      answered = true;
      return run;
    } catch (CannotException e) {
      if (last || !answered) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void say(String state) {
    if (!state.equals(said)) {
      said = state;
      out.println("· " + state);
    }
  }
}
