package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.CannotException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Waits for the verdict of a run or a commit and says each change of its state in one line. */
public final class VerdictWait {

  /** So often it is looked for what is not there: a push needs a moment to become a run. */
  private static final int TRIES = 30;

  private final Api api;
  private final Shown shown;
  private final Duration pause;
  private final PrintStream out;
  private boolean answered;
  private String said = "";

  /**
   * @param pause between two looks
   * @param out where its states are said
   */
  public VerdictWait(Api api, Shown shown, Duration pause, PrintStream out) {
    this.api = api;
    this.shown = shown;
    this.pause = pause;
    this.out = out;
  }

  /** It with its verdict; throws {@link CannotException} where it is not there. */
  public JsonNode end() throws InterruptedException {
    int missed = 0;
    while (true) {
      Optional<JsonNode> answer = look(missed == TRIES);
      if (answer.isPresent() && shown.passes(answer.get()).isPresent()) {
        return answer.get();
      }
      missed = answer.isPresent() ? 0 : missed + 1;
      answer.ifPresent(its -> say(shown.state(its)));
      Thread.sleep(pause);
    }
  }

  /** Empty where another look is worth it: no such run yet, or a server that starts again. */
  private Optional<JsonNode> look(boolean last) {
    try {
      Optional<JsonNode> answer =
          last ? Optional.of(api.get(shown.path())) : api.find(shown.path());
      if (answer.isEmpty()) {
        say("not there yet");
      }
      answered = true;
      return answer;
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
