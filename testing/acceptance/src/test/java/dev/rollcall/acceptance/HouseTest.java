package dev.rollcall.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house, over the compiled classes of every module. */
class HouseTest {

    private static final Path ROOT = Path.of(System.getProperty("rollcall.home", "../.."));

    private static final List<String> MODULES =
            List.of(
                    "shared-contracts",
                    "local-stack",
                    "clerk-emulator",
                    "webhook-service",
                    "identity-service",
                    "audit-service",
                    "gateway",
                    "sample-backend");

    /** Without what annotation processors generate. */
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("$"))
                    .importPaths(
                            MODULES.stream()
                                    .map(module -> ROOT.resolve(module).resolve("target/classes"))
                                    .toList());

    @Test
    void everyModuleIsLookedAt() {
        for (String name :
                Stream.of(
                                "contracts",
                                "stack",
                                "clerk",
                                "webhook",
                                "identity",
                                "audit",
                                "gateway",
                                "sample")
                        .map("dev.rollcall."::concat)
                        .toList()) {
            assertTrue(HOUSE.stream().anyMatch(it -> it.getPackageName().startsWith(name)), name);
        }
    }

    @Test
    void aServiceDependsOnTheContractsAndOnNoOtherService() {
        slices().matching("dev.rollcall.(webhook|identity|audit|gateway|clerk|sample)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
    }

    @Test
    void thePureCoreKnowsNeitherFrameworkNorDatabaseNorClock() {
        noClasses()
                .that(simpleNameEndingWith("Reducer"))
                .or(simpleNameEndingWith("Policy"))
                .or(simpleNameEndingWith("Verifier"))
                .or(simpleNameEndingWith("Hash"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.micronaut.http..",
                        "io.micronaut.data..",
                        "io.micronaut.scheduling..",
                        "java.sql..",
                        "org.slf4j..")
                .check(HOUSE);
    }

    @Test
    void packagesAreFeaturesNotLayers() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..controller..", "..service..", "..dto..", "..util..", "..common..")
                .check(HOUSE);
    }

    @Test
    void namesSayWhatAThingDoes() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotStartingWith("Base")
                .andShould()
                .haveSimpleNameNotStartingWith("Common")
                .check(HOUSE);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(beInANullMarkedPackage()).check(HOUSE);
    }

    @Test
    void noReactiveTypesInOurSignatures() {
        ArchRule rule =
                methods()
                        .that()
                        .areDeclaredInClassesThat(
                                not(resideInAnyPackage("dev.rollcall.contracts.access..")))
                        .should()
                        .notHaveRawReturnType("org.reactivestreams.Publisher")
                        .andShould()
                        .notHaveRawReturnType("reactor.core.publisher.Mono")
                        .andShould()
                        .notHaveRawReturnType("reactor.core.publisher.Flux");
        rule.check(HOUSE);
    }

    @Test
    void nothingPrintsToTheConsoleButCommandsAndTheStart() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        "dev.rollcall.stack..",
                                        "dev.rollcall.gateway.check..",
                                        "dev.rollcall.contracts.start..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(HOUSE);
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                        new SimpleConditionEvent(
                                type, marked, type.getName() + " marked: " + marked));
            }
        };
    }
}
