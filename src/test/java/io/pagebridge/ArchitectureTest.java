package io.pagebridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.Arrays;
import java.util.stream.Stream;

/** The arrows of ARCHITECTURE.md: which package may know which. */
@AnalyzeClasses(packages = "io.pagebridge", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchRule documentKnowsNothing = mayKnow("document");

    @ArchTest static final ArchRule failureKnowsNothing = mayKnow("failure");

    @ArchTest static final ArchRule workerKnowsFailures = mayKnow("worker", "failure");

    @ArchTest
    static final ArchRule engineKnowsWorkers = mayKnow("engine", "document", "worker", "failure");

    @ArchTest static final ArchRule layoutIsPure = mayKnow("layout", "document");

    @ArchTest static final ArchRule chunkingIsPure = mayKnow("chunking", "document");

    @ArchTest static final ArchRule verificationIsPure = mayKnow("verification", "document");

    @ArchTest
    static final ArchRule extractionKnowsTheHouse =
            mayKnow(
                    "extraction",
                    "engine",
                    "layout",
                    "verification",
                    "chunking",
                    "hook",
                    "document",
                    "worker",
                    "failure");

    @ArchTest
    static final ArchRule hookKnowsChunks =
            mayKnow("hook", "json", "chunking", "document", "failure");

    @ArchTest static final ArchRule jsonKnowsTheModel = mayKnow("json", "chunking", "document");

    @ArchTest
    static final ArchRule routesKnowWorkersAndThePortOfTheHook =
            mayKnow("routes", "hook", "worker", "failure");

    @ArchTest static final ArchRule startKnowsNothing = mayKnow("start");

    @ArchTest static final ArchRule healthKnowsWorkers = mayKnow("health", "worker");

    @ArchTest
    static final ArchRule onlyTheChildKnowsPdfBox =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.pagebridge.engine.pdfbox..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.pdfbox..");

    @ArchTest
    static final ArchRule theBridgeStandsAlone =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.pagebridge.worker..", "io.pagebridge.document..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.quarkus..", "jakarta..", "org.jboss..", "io.vertx..");

    @ArchTest
    static final ArchRule noDrawers =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..", "..common..", "..impl..", "..helper..", "..dto..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("io.pagebridge.(*)..").should().beFreeOfCycles();

    /** Classes of {@code from} may depend on our own packages {@code allowed} and on itself. */
    private static ArchRule mayKnow(String from, String... allowed) {
        String[] known =
                Stream.concat(Stream.of(from), Arrays.stream(allowed))
                        .map(name -> "io.pagebridge." + name + "..")
                        .toArray(String[]::new);
        DescribedPredicate<JavaClass> foreign =
                JavaClass.Predicates.resideOutsideOfPackage("io.pagebridge..");
        ClassesShouldConjunction rule =
                classes()
                        .that()
                        .resideInAPackage("io.pagebridge." + from + "..")
                        .should()
                        .onlyDependOnClassesThat(
                                JavaClass.Predicates.resideInAnyPackage(known).or(foreign));
        return rule.allowEmptyShould(true);
    }
}
