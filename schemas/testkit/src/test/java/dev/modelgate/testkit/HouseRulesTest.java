package dev.modelgate.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the house is seen to bite, and what stands beside this module keeps them. */
class HouseRulesTest {

  private static final String BREACH = "dev.modelgate.testkit.breach";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReadsAFile",
        "AsksTheClock",
        "SpeaksAvro",
        "SpeaksSql",
        "breach.common",
        "SeesTheRoot",
        "WantsAField.given",
        "Cycle detected: Slice round",
      })
  void namesEveryBreach(String culprit) {
    JavaClasses classes = new ClassFileImporter().importPackages(BREACH);
    assertThatThrownBy(() -> HouseRules.of(BREACH).pure("pure").check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(culprit);
  }

  @Test
  void namesAServiceThatSeesAnother() {
    JavaClasses classes =
        new ClassFileImporter().importPackages("dev.modelgate.checks", "dev.modelgate.reporter");
    assertThatThrownBy(() -> HouseRules.of("dev.modelgate.checks").check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SeesAnotherService");
  }

  @Test
  void namesFilesThatAreTooLongAndPackagesThatDoNotSayWhatTheyAreFor() {
    assertThatCode(() -> SourceRules.check(Path.of("src/main/java"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> SourceRules.check(Path.of("src/test/resources/breach")))
        .hasMessageContaining("has no package-info.java")
        .hasMessageContaining("has 401 lines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.modelgate.git", "dev.modelgate.stream"})
  void areKeptByTheOtherSchemas(String root) {
    JavaClasses classes = new ClassFileImporter().importPackages(root);
    HouseRules.of(root).check(classes);
  }
}
