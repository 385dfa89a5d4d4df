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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which packages may import which, and which packages may use a library. Packages are listed nowhere else. */
final class ArchitectureTest {
    private static final String BASE = "io.github.djltracker";

    /** The packages of this project that each package may import; the base package is "". */
    private static final Map<String, Set<String>> MAY_IMPORT = table();

    /** Libraries that only these packages may use. */
    private static final Map<String, Set<String>> ONLY_IN = Map.ofEntries(
            Map.entry("com.fasterxml.jackson..", Set.of("wire..", "mlflow..", "exchange.mltracker")),
            Map.entry("tools.jackson..", Set.of("wire..")),
            Map.entry("java.sql..", Set.of("store..", "exchange.parquet")),
            Map.entry("org.duckdb..", Set.of("exchange.parquet")),
            Map.entry("javax.sql..", Set.of("store..")),
            Map.entry("org.sqlite..", Set.of("store.database")),
            Map.entry("org.postgresql..", Set.of("store.database")),
            Map.entry("com.zaxxer..", Set.of("store.database")),
            Map.entry("okhttp3..", Set.of("client.call")),
            Map.entry("okio..", Set.of("client.call")),
            Map.entry("io.javalin..", Set.of("server..")),
            Map.entry("org.eclipse.jetty..", Set.of("server..")),
            Map.entry("jakarta.servlet..", Set.of("server..")),
            Map.entry("io.prometheus..", Set.of("server..")),
            Map.entry("picocli..", Set.of("cli..")),
            Map.entry("ai.djl.engine..", Set.of("listener..")),
            Map.entry("ai.djl.metric..", Set.of("listener..")),
            Map.entry("ai.djl.translate..", Set.of("listener..")),
            Map.entry("ai.djl..", Set.of("listener..", "structure..")));

    /** {@code CONTRIBUTING.md} asks for 3 to 15; a few packages have more, because they hold one thing. */
    private static final int MOST_TYPES = 19;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(BASE);

    private static final JavaClasses TESTS = new ClassFileImporter().importPackages(full("domain"), full("testing"));

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        table.put("domain.error", Set.of());
        table.put("domain.value", Set.of());
        table.put("domain.query", Set.of("domain.value"));
        table.put("domain.alert", Set.of("domain.value"));
        table.put("domain.run", Set.of("domain.value", "domain.alert"));
        table.put("domain.find", Set.of("domain.value", "domain.run"));
        table.put("domain", Set.of("domain.value", "domain.alert", "domain.query", "domain.run", "domain.find"));
        Set<String> domain = withAll(Set.of(), table, "domain");

        table.put("destination", domain);

        table.put("wire.json", domain);
        table.put("wire.form", with(domain, "wire.json"));
        table.put("wire.form.run", with(domain, "wire.json", "wire.form"));
        table.put("wire.log", with(domain, "wire.json"));
        Set<String> wire = withAll(domain, table, "wire");

        table.put("structure.json", domain);
        table.put("structure.code", with(domain, "structure.json"));
        table.put("structure.scan", with(domain, "structure.code"));
        table.put("structure.held", with(domain, "structure.json", "structure.code", "structure.scan"));
        table.put("structure.trace", withAll(domain, table, "structure"));
        table.put("structure", withAll(domain, table, "structure"));
        table.put("recorder", domain);
        table.put("listener.environment", domain);
        table.put("listener.reading", with(domain, "recorder", "listener.environment"));
        table.put("listener.statistics", with(domain, "recorder", "listener.reading"));
        table.put("listener.checkpoint", with(domain, "recorder", "listener.reading"));
        // the one-line attach opens the tracker that all listeners of a process share
        table.put("listener", with(withAll(domain, table, "listener"), "structure", "recorder", ""));

        table.put("store.codec", wire);
        table.put("store.session", with(wire, "store.codec"));
        table.put("store.database", with(wire, "store.codec", "store.session"));
        table.put("store.chunk", with(wire, "store.codec", "store.session"));
        table.put("store.curve", with(wire, "store.codec", "store.session", "store.chunk"));
        table.put("store.find", with(wire, "store.codec", "store.session", "store.database", "store.curve"));
        table.put(
                "store.log", with(wire, "store.database", "store.codec", "store.session", "store.chunk", "store.find"));
        table.put("store.port", withAll(wire, table, "store"));
        table.put("store.check", withAll(wire, table, "store"));
        table.put("store", withAll(wire, table, "store"));

        table.put("outbox.log", wire);
        table.put("outbox.folder", with(wire, "outbox.log"));
        table.put("outbox.delivery", with(wire, "outbox.log", "outbox.folder"));
        table.put("outbox", withAll(wire, table, "outbox"));
        Set<String> outbox = withAll(wire, table, "outbox");

        table.put("client.call", wire);
        table.put("client.port", with(wire, "client.call"));
        table.put("client", with(outbox, "client.call", "client.port"));

        table.put("exchange", wire);
        table.put("exchange.file", with(wire, "exchange"));
        table.put("exchange.mltracker", with(wire, "exchange", "exchange.file"));
        table.put("exchange.table", with(wire, "exchange", "exchange.file"));
        table.put("exchange.parquet", with(wire, "exchange", "exchange.table"));
        table.put("mlflow.call", with(wire, "destination", "client.call"));
        table.put("mlflow", with(wire, "destination", "exchange", "mlflow.call"));
        table.put("tensorboard", with(domain, "destination", "exchange"));

        table.put("server.problem", wire);
        table.put("server.observation", with(wire, "server.problem"));
        table.put("server.body", with(wire, "server.problem", "server.observation"));
        table.put("server.http", with(wire, "server.problem", "server.observation", "server.body"));
        Set<String> http = withAll(wire, table, "server");
        table.put("server.dashboard", http);
        table.put("server.alert", with(wire, "server.problem", "server.observation"));
        table.put("server.route", http);
        table.put("server.changes", with(http, "server.route"));
        table.put("server.security", with(http, "server.dashboard"));
        table.put("server", withAll(wire, table, "server"));

        Set<String> frontDoor = new TreeSet<>(table.keySet());
        frontDoor.removeIf(name -> isIn(name, "server") || isIn(name, "listener"));
        table.put("", frontDoor);

        Set<String> all = new TreeSet<>(table.keySet());
        table.put("cli.terminal", all);
        table.put("cli.find", with(all, "cli.terminal"));
        table.put("cli.view", with(all, "cli.terminal", "cli.find"));
        table.put("cli.report", with(domain, "cli.terminal", "cli.find", "cli.view"));
        table.put("cli.query", with(all, "cli.terminal", "cli.find", "cli.view"));
        table.put("cli.operation", with(all, "cli.terminal", "cli.find"));
        table.put("cli.transfer", with(all, "cli.terminal", "cli.find", "cli.report"));
        table.put("cli", withAll(all, table, "cli"));
        return table;
    }

    private static Set<String> with(Set<String> packages, String... more) {
        Set<String> all = new TreeSet<>(packages);
        all.addAll(List.of(more));
        return all;
    }

    /** The given packages, and those of the table that are {@code top} or below it. */
    private static Set<String> withAll(Set<String> packages, Map<String, Set<String>> table, String top) {
        Set<String> all = new TreeSet<>(packages);
        table.keySet().stream().filter(name -> isIn(name, top)).forEach(all::add);
        return all;
    }

    private static boolean isIn(String name, String top) {
        return name.equals(top) || name.startsWith(top + ".");
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
                .resideInAPackage(full("domain.."))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(full("domain.."), "java..", "org.jspecify.annotations")
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
        // two exceptions: blocks have initialisers, and are given a parameter store when they are called
        DescribedPredicate<JavaClass> training = resideInAPackage("ai.djl.training..")
                .and(DescribedPredicate.not(resideInAPackage("ai.djl.training.initializer..")))
                .and(DescribedPredicate.not(type(ParameterStore.class)));
        noClasses()
                .that()
                .resideOutsideOfPackage(full("listener.."))
                .should()
                .dependOnClassesThat(training.or(type(Model.class)))
                .check(MAIN);
    }

    @Test
    void nothing_is_printed_outside_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage(full("cli.."))
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
    void no_package_is_a_heap() {
        Map<String, Long> types = MAIN.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        types.values().removeIf(count -> count <= MOST_TYPES);
        assertThat(types).isEmpty();
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
