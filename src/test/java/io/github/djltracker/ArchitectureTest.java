package io.github.djltracker;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.training.ParameterStore;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package may import which, and which is the only one with a library. Nothing else lists packages. */
final class ArchitectureTest {
    private static final String BASE = "io.github.djltracker";

    /** What each package may import of the project; the base package is "". */
    private static final Map<String, Set<String>> MAY_IMPORT = table();

    /** Libraries that only these packages may use. */
    private static final Map<String, Set<String>> ONLY_IN = Map.ofEntries(
            Map.entry("com.fasterxml.jackson..", Set.of("wire")),
            Map.entry("tools.jackson..", Set.of("wire")),
            Map.entry("java.sql..", Set.of("store")),
            Map.entry("javax.sql..", Set.of("store")),
            Map.entry("org.sqlite..", Set.of("store")),
            Map.entry("org.postgresql..", Set.of("store")),
            Map.entry("com.zaxxer..", Set.of("store")),
            Map.entry("okhttp3..", Set.of("client")),
            Map.entry("io.javalin..", Set.of("server")),
            Map.entry("org.eclipse.jetty..", Set.of("server")),
            Map.entry("jakarta.servlet..", Set.of("server")),
            Map.entry("io.prometheus..", Set.of("server")),
            Map.entry("picocli..", Set.of("cli")),
            Map.entry("ai.djl.engine..", Set.of("listener")),
            Map.entry("ai.djl.metric..", Set.of("listener")),
            Map.entry("ai.djl.translate..", Set.of("listener")),
            Map.entry("ai.djl..", Set.of("listener", "structure")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(BASE);

    private static final JavaClasses TESTS = new ClassFileImporter().importPackages(full("domain"), full("testing"));

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        table.put("domain", Set.of());
        table.put("wire", Set.of("domain"));
        table.put("structure", Set.of("domain"));
        table.put("recorder", Set.of("domain"));
        // its one-line attach opens the tracker that all listeners of a process share
        table.put("listener", Set.of("domain", "structure", "recorder", ""));
        table.put("store", Set.of("domain", "wire"));
        table.put("outbox", Set.of("domain", "wire"));
        table.put("client", Set.of("domain", "wire", "outbox"));
        table.put("mlflow", Set.of("domain", "outbox", "client"));
        table.put("tensorboard", Set.of("domain"));
        table.put("exchange", Set.of("domain", "wire"));
        table.put("server", Set.of("domain", "wire"));
        table.put(
                "",
                Set.of(
                        "domain",
                        "wire",
                        "structure",
                        "recorder",
                        "store",
                        "outbox",
                        "client",
                        "mlflow",
                        "tensorboard",
                        "exchange"));
        Set<String> all = new TreeSet<>(table.keySet());
        table.put("cli", all);
        return table;
    }

    @Test
    void every_package_is_in_the_table() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : MAIN) {
            found.add(type.getPackageName());
        }

        assertThat(MAY_IMPORT.keySet().stream().map(ArchitectureTest::full)).containsAll(found);
    }

    @Test
    void a_package_imports_only_what_the_table_allows() {
        MAY_IMPORT.forEach((from, allowed) -> importsOnly(from, allowed).check(MAIN));
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void the_domain_has_no_dependency() {
        classes()
                .that()
                .resideInAPackage(full("domain"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(full("domain"), "java..", "org.jspecify.annotations")
                .check(MAIN);
    }

    @Test
    void a_library_is_used_in_its_package_alone() {
        ONLY_IN.forEach((library, users) -> {
            String[] packages = users.stream().map(ArchitectureTest::full).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideOutsideOfPackages(packages)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)
                    .allowEmptyShould(true)
                    .check(MAIN);
        });
    }

    @Test
    void trainers_and_models_of_djl_are_used_in_the_listener_alone() {
        // two are excepted: blocks carry initialisers, and take a parameter store when they are called
        DescribedPredicate<JavaClass> training = resideInAPackage("ai.djl.training..")
                .and(DescribedPredicate.not(resideInAPackage("ai.djl.training.initializer..")))
                .and(DescribedPredicate.not(type(ParameterStore.class)));
        noClasses()
                .that()
                .resideOutsideOfPackage(full("listener"))
                .should()
                .dependOnClassesThat(training.or(type(Model.class)))
                .check(MAIN);
    }

    @Test
    void nothing_is_printed_outside_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage(full("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(target(name("printStackTrace")).and(target(owner(assignableTo(Throwable.class)))))
                .check(MAIN);
    }

    @Test
    void nothing_logs_to_java_util_logging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(MAIN);
    }

    @Test
    void every_package_is_null_marked() {
        List<String> unmarked = new ArrayList<>();
        MAIN.getPackage(BASE).traversePackageTree(any -> true, (JavaPackage found) -> {
            if (!found.getClasses().isEmpty() && !found.isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                unmarked.add(found.getName());
            }
        });

        assertThat(unmarked).isEmpty();
    }

    @Test
    void the_rules_can_fail() {
        assertThatThrownBy(() -> importsOnly("domain", Set.of()).check(TESTS)).isInstanceOf(AssertionError.class);
    }

    private static ArchRule importsOnly(String from, Set<String> allowed) {
        List<String> packages =
                new ArrayList<>(allowed.stream().map(ArchitectureTest::full).toList());
        packages.add(full(from));
        DescribedPredicate<JavaClass> ours = resideInAPackage(BASE + "..");
        return noClasses()
                .that()
                .resideInAPackage(full(from))
                .should()
                .dependOnClassesThat(
                        ours.and(DescribedPredicate.not(resideInAnyPackage(packages.toArray(String[]::new)))))
                .because("\"" + from + "\" may import " + allowed)
                .allowEmptyShould(true);
    }

    private static String full(String name) {
        return name.isEmpty() ? BASE : BASE + "." + name;
    }
}
