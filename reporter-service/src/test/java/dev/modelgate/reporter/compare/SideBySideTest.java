package dev.modelgate.reporter.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.compare.SideBySide.Cell;
import dev.modelgate.reporter.compare.SideBySide.Group;
import dev.modelgate.reporter.compare.SideBySide.Row;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static final String ACCURACY = "json:metrics.json:/accuracy";

  @Test
  void saysWhatDiffersWithItsChangeAndItsDirection() {
    Given one = new Given();
    one.number = 1;
    one.branch = "main";
    one.value = "0.976";
    one.verdict = Verdict.PASSED;
    one.environment = Map.of("LEARNING_RATE", "0.05", "STEPS", "400");
    Given two = new Given();
    two.environment = Map.of("LEARNING_RATE", "0.4", "STEPS", "400");
    List<Row> rows = SideBySide.of(List.of(one.report(), two.report()));

    Row rate = row(rows, "LEARNING_RATE");
    assertThat(rate.group()).isEqualTo(Group.SETTINGS);
    assertThat(rate.differs()).isTrue();
    assertThat(rate.cells()).extracting(Cell::value).containsExactly("0.05", "0.4");
    assertThat(row(rows, "STEPS").differs()).isFalse();

    Row accuracy = rows.stream().filter(r -> r.group() == Group.METRICS).findFirst().orElseThrow();
    assertThat(accuracy.name()).isEqualTo(ACCURACY);
    assertThat(accuracy.cells().get(1)).isEqualTo(new Cell("0.9480000002", "−2.9 %", -1));
    assertThat(rows)
        .filteredOn(r -> r.group() == Group.CHECKS)
        .allSatisfy(
            r -> assertThat(r.cells()).extracting(Cell::value).containsExactly("passed", "failed"));
    assertThat(row(rows, "branch").cells())
        .extracting(Cell::value)
        .containsExactly("main", "bigger-steps");
    assertThat(row(rows, "commit").differs()).isFalse();
  }

  @Test
  void hasAnEmptyCellWhereARunHasNothing() {
    Given one = new Given();
    one.environment = Map.of();
    Given queued = new Given();
    queued.number = 3;
    queued.environment = Map.of("SEED", "1");
    List<Row> rows = SideBySide.of(List.of(one.report(), Given.report(List.of(queued.planned()))));
    Row accuracy = rows.stream().filter(r -> r.group() == Group.METRICS).findFirst().orElseThrow();
    assertThat(accuracy.cells().get(1)).isEqualTo(new Cell(null, null, 0));
    assertThat(accuracy.differs()).isTrue();
  }

  @Test
  void takesTwoToSixNumbersOnceEach() {
    assertThat(ChosenRuns.parse(List.of("41,42"))).hasValue(List.of(41, 42));
    assertThat(ChosenRuns.parse(List.of("42", "41", "42"))).hasValue(List.of(42, 41));
    for (List<String> bad :
        List.of(
            List.<String>of(),
            List.of("41"),
            List.of("41,41"),
            List.of("41,x"),
            List.of("1,2,3,4,5,6,7"),
            List.of("41,-1"),
            List.of("99999999999,1"))) {
      assertThat(ChosenRuns.parse(bad)).as(bad.toString()).isEmpty();
    }
  }

  private static Row row(List<Row> rows, String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }
}
