package dev.modelgate.reporter.store;

import dev.modelgate.reporter.facts.RunFacts;
import dev.modelgate.reporter.intake.Promotion;
import dev.modelgate.reporter.intake.RunKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who sweeps the bucket and how far it is, and what an attempt's objects are still needed for. */
@Singleton
public final class RetentionStore {

  private final Sql sql;
  private final Json json;

  RetentionStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /** Takes the sweep for a time; the key after which it goes on, empty where none is due. */
  public Optional<String> take(Instant now, Duration lease) {
    int taken =
        sql.update(
            "update retention set leased_until = ? where leased_until <= ? and next_at <= ?",
            now.plus(lease),
            now,
            now);
    return taken == 0
        ? Optional.empty()
        : sql.first("select after_key from retention", row -> row.getString("after_key"));
  }

  /**
   * Says how far the sweep is and gives it back.
   *
   * @param next when it is due again
   */
  public void reached(String afterKey, Instant next) {
    sql.update(
        "update retention set after_key = ?, next_at = ?, leased_until = '-infinity'",
        afterKey,
        next);
  }

  /**
   * What is known of an attempt's run.
   *
   * @param onTag whether it was built for a tag
   * @param baselineUntil null where it never was a baseline; {@link Instant#MAX} where it is one
   */
  public record Standing(boolean onTag, @Nullable Instant baselineUntil) {}

  /** The standing of an attempt's run; empty where the attempt is not known. */
  public Optional<Standing> standing(String attemptId) {
    return sql.first(
            "select r.facts from attempt a join run r using (run_id) where a.attempt_id = ?",
            row -> json.read(row.getString("facts"), RunFacts.class),
            attemptId)
        .map(
            facts ->
                new Standing(facts.run().ref().startsWith("refs/tags/"), baselineUntil(facts)));
  }

  /** A baseline is one until another run of its workflow is one further along the branch. */
  private @Nullable Instant baselineUntil(RunFacts facts) {
    return facts.promotions().stream()
        .map(promotion -> replacedAt(facts, promotion).orElse(Instant.MAX))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private Optional<Instant> replacedAt(RunFacts facts, Promotion promotion) {
    return Stream.of(
            "number > ? and promoted order by number limit 200",
            "number < ? and promoted order by number desc limit 200")
        .flatMap(near -> runs(facts.run(), near).stream())
        .flatMap(other -> other.promotions().stream())
        .filter(other -> other.replaces(promotion))
        .map(Promotion::at)
        .min(Comparator.naturalOrder());
  }

  private List<RunFacts> runs(RunKey run, String near) {
    return sql.list(
        "select facts from run where project_id = ? and workflow = ? and " + near,
        row -> json.read(row.getString("facts"), RunFacts.class),
        run.project().id(),
        run.workflow(),
        run.number());
  }
}
