package dev.modelgate.checks;

import dev.modelgate.testkit.HouseRules;
import org.junit.jupiter.api.Test;

/** The borders of this module. */
class ArchitectureTest {

  @Test
  void keepsTheRulesOfTheHouse() {
    HouseRules.of("dev.modelgate.checks").pure("intake", "baseline", "evaluate").check();
  }
}
