package dev.modelgate.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The borders that the build keeps, one list for all modules, without exceptions per module.
 *
 * <p>A module's test says which of its packages are pure; everything else follows from the names.
 */
public final class HouseRules {

  private static final List<String> SERVICES =
      List.of("ingest", "scheduler", "runner", "checks", "reporter");

  private static final Set<String> CLOCK_READERS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.lang.System.currentTimeMillis",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random");

  private final String root;
  private final List<String> pure;

  private HouseRules(String root, List<String> pure) {
    this.root = root;
    this.pure = pure;
  }

  /** The rules for a module's root package, such as {@code dev.modelgate.checks}. */
  public static HouseRules of(String root) {
    return new HouseRules(root, List.of());
  }

  /** Names the packages below the root that do no I/O and know no clock and no framework. */
  public HouseRules pure(String... packages) {
    return new HouseRules(root, Stream.of(packages).map(name -> root + "." + name + "..").toList());
  }

  /** Checks them all; fails with every breach that there is. */
  public void check() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // What an annotation processor wrote for a class is nobody's decision.
            .withImportOption(location -> !location.contains("/$"))
            .importPackages(root);
    check(classes);
    SourceRules.check(Path.of("src/main/java"));
  }

  /** Checks the given classes only. */
  void check(JavaClasses classes) {
    CompositeArchRule.of(rules()).allowEmptyShould(true).check(classes);
  }

  private List<ArchRule> rules() {
    String[] pureOnes = pure.toArray(String[]::new);
    return Stream.of(
            noClasses()
                .that(resideInAnyPackage(pureOnes))
                .should()
                .dependOnClassesThat(doOrKnowTooMuch())
                .because("pure packages take records and answer records"),
            noClasses()
                .that(not(atTheEdge()))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.modelgate.events"))
                .because("wire types stop at a Codec"),
            noClasses()
                .that(not(resideInAPackage("..store..")))
                .and(not(resideInAPackage("dev.modelgate.stream..")))
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "javax.sql..", "io.micronaut.data.."))
                .because("SQL lives in a store"),
            noClasses()
                .that(not(simpleName("Ids")))
                .should()
                .callMethodWhere(readsTheClockOrInventsAnId())
                .because("time and ids are handed in"),
            noClasses()
                .that(resideInAPackage(root + ".*.."))
                .and(not(resideInAPackage("dev.modelgate.stream..")))
                .should()
                .dependOnClassesThat(resideInAPackage(root))
                .because(
                    "no step sees the root, which tells the story; the loop's is its interface"),
            noClasses()
                .should()
                .dependOnClassesThat(belongToAnotherService())
                .because("services meet in events only"),
            noClasses()
                .should()
                .resideInAnyPackage(
                    Stream.of(
                            "common",
                            "util",
                            "utils",
                            "shared",
                            "core",
                            "impl",
                            "dto",
                            "controller",
                            "service",
                            "repository",
                            "helper",
                            "misc")
                        .map(name -> root + ".." + name + "..")
                        .toArray(String[]::new))
                .because("a package is named after its step"),
            fields()
                .should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .because("what a class needs stands in its constructor"),
            slices()
                .matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("the data goes one way"))
        .map(rule -> rule.allowEmptyShould(true))
        .toList();
  }

  private static DescribedPredicate<JavaClass> doOrKnowTooMuch() {
    return resideInAnyPackage(
            "java.nio.file..",
            "java.net.http..",
            "java.sql..",
            "javax.sql..",
            "io.micronaut..",
            "org.apache.kafka..",
            "org.slf4j..",
            "dev.modelgate.stream..",
            "dev.modelgate.events",
            "dev.modelgate.git..")
        .or(
            DescribedPredicate.describe(
                "do I/O or read a clock",
                type ->
                    Set.of(
                            "java.io.File",
                            "java.io.FileInputStream",
                            "java.io.FileOutputStream",
                            "java.net.Socket",
                            "java.net.URL",
                            "java.lang.Process",
                            "java.lang.ProcessBuilder",
                            "java.lang.Thread",
                            "java.time.Clock")
                        .contains(type.getName())));
  }

  private static DescribedPredicate<JavaClass> atTheEdge() {
    return DescribedPredicate.describe(
        "are a Codec, the Wiring that names it, or the schemas themselves",
        type -> {
          JavaClass top = type;
          while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
          }
          String name = top.getSimpleName();
          return name.endsWith("Codec")
              || name.endsWith("Wiring")
              || type.getPackageName().startsWith("dev.modelgate.events")
              || type.getPackageName().startsWith("dev.modelgate.stream");
        });
  }

  private static DescribedPredicate<JavaMethodCall> readsTheClockOrInventsAnId() {
    return DescribedPredicate.describe(
        "read the clock or invent an id",
        call ->
            CLOCK_READERS.contains(
                    call.getTargetOwner().getName() + "." + call.getTarget().getName())
                && call.getTarget().getRawParameterTypes().isEmpty());
  }

  private DescribedPredicate<JavaClass> belongToAnotherService() {
    return resideInAnyPackage(
        SERVICES.stream()
            .map(service -> "dev.modelgate." + service)
            .filter(other -> !other.equals(root))
            .map(other -> other + "..")
            .toArray(String[]::new));
  }
}
