package dev.modelgate.ingest;

import dev.modelgate.testkit.HouseRules;
import org.junit.jupiter.api.Test;

/** The borders of the house, in this service. */
class ArchitectureTest {

  @Test
  void keepsTheRulesOfTheHouse() {
    HouseRules.of("dev.modelgate.ingest").pure("gitevent").check();
  }
}
