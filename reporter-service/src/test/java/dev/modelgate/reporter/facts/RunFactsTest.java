package dev.modelgate.reporter.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.Promotion;
import dev.modelgate.reporter.intake.RunFact;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.Given;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RunFactsTest {

  private static final RunFacts IN_ORDER = known(everything());

  @Property
  void knowsTheSameWhateverTheOrder(@ForAll("orders") List<RunFact> order) {
    assertThat(known(order)).isEqualTo(IN_ORDER);
  }

  @Property
  void knowsTheSameHoweverOftenAFactComes(
      @ForAll("orders") List<RunFact> order, @ForAll("orders") List<RunFact> again) {
    var twice = new ArrayList<>(order);
    twice.addAll(again);
    assertThat(known(twice)).isEqualTo(IN_ORDER);
  }

  @Test
  void keepsTheHighestRevisionOfAVerdict() {
    assertThat(IN_ORDER.verdict())
        .extracting("revision", "verdict")
        .containsExactly(2, Verdict.PASSED);
  }

  @Provide
  Arbitrary<List<RunFact>> orders() {
    return Arbitraries.shuffle(everything());
  }

  /** A whole run that was judged again. */
  private static List<RunFact> everything() {
    Given given = new Given();
    var facts = new ArrayList<>(given.facts());
    facts.add(
        new Promotion(given.run(), Given.AT.plusSeconds(20), "e-train-2", "train", "main", 1, 0));
    facts.add(
        new Promotion(given.run(), Given.AT.plusSeconds(21), "e-train-2", "train", "main", 1, 0));
    facts.add(again(given.judged()));
    facts.add(again(given.runJudged()));
    return facts;
  }

  private static Evaluation again(Evaluation evaluation) {
    return new Evaluation(
        evaluation.run(),
        evaluation.at().plusSeconds(60),
        evaluation.experimentId(),
        evaluation.step(),
        2,
        Verdict.PASSED,
        "met",
        "passed: judged again",
        evaluation.checks());
  }

  private static RunFacts known(List<? extends RunFact> facts) {
    RunFacts known = RunFacts.of(facts.getFirst());
    for (RunFact fact : facts) {
      known = known.with(fact);
    }
    return known;
  }
}
