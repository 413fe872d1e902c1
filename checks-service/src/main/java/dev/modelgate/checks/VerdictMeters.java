package dev.modelgate.checks;

import dev.modelgate.checks.intake.Verdict;
import dev.modelgate.stream.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Verdicts as meters; counted after the commit of what they tell of. */
@Singleton
class VerdictMeters {

  private static final String EXPERIMENT = "experiment";
  private static final String RUN = "run";

  private final MeterRegistry meters;
  private final Transactions transactions;

  VerdictMeters(MeterRegistry meters, Transactions transactions) {
    this.meters = meters;
    this.transactions = transactions;
    for (Verdict verdict : Verdict.values()) {
      Stream.of(EXPERIMENT, RUN).forEach(subject -> counter(subject, verdict));
    }
  }

  void experiment(Verdict verdict, int revision) {
    count(EXPERIMENT, verdict, revision);
  }

  void run(Verdict verdict, int revision) {
    count(RUN, verdict, revision);
  }

  private void count(String subject, Verdict verdict, int revision) {
    if (revision == 1) {
      transactions.afterCommit(() -> counter(subject, verdict).increment());
    }
  }

  private Counter counter(String subject, Verdict verdict) {
    return Counter.builder("modelgate.checks.verdicts")
        .description("First verdicts over experiments and runs")
        .tag("subject", subject)
        .tag("verdict", verdict.word())
        .register(meters);
  }
}
