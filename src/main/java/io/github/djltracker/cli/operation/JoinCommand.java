package io.github.djltracker.cli.operation;

import io.github.djltracker.cli.find.Finder;
import io.github.djltracker.cli.find.ModelRef;
import io.github.djltracker.cli.find.Scope;
import io.github.djltracker.cli.find.StoreCommand;
import io.github.djltracker.cli.find.Target;
import io.github.djltracker.cli.terminal.Confirmation;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Plain;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.store.check.JoinReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code djl-tracker join}. */
@Command(
        name = "join",
        description = {
            "Moves everything from a model to another model of the same network, and deletes the first.",
            "Use it if a later version computes a different hash for a network. Fails if the networks differ. Asks for confirmation. Needs a file or a database; for a server, run it on the server's store."
        },
        footer = {"  djl-tracker join 60303ae2 1f3a9c77", "  djl-tracker join 60303ae2 1f3a9c77 --store runs.db --yes"})
public final class JoinCommand extends StoreCommand {
    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "The model to move from: a prefix of its hash or id, or its name.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The model to move to.")
    private String other = "";

    @Mixin
    private final Scope scope = new Scope();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask for confirmation.")
    private boolean yes;

    public JoinCommand(Console console) {
        super(console);
    }

    @Override
    public int call(Target target) {
        if (!(target.store() instanceof SqlStore store)) {
            throw new Failure("join needs a file or a database: run it on the store of the server");
        }
        Finder finder = scope.finder(target);
        ModelRef from = finder.model(old);
        ModelRef into = finder.model(other);
        String what = "model " + from.describe() + " with "
                + Format.count(from.model().runs().list().size(), "run", "runs") + " into model " + into.describe();
        if (!yes && !Confirmation.ask(console, "Join " + what, what + " may be joined")) {
            console.error("nothing was joined");
            return failed();
        }
        try {
            JoinReport report = store.join(from.model().id(), into.model().id());
            console.println("joined " + Plain.line(what) + ": " + Format.count(report.runs(), "run", "runs") + ", "
                    + Format.count(report.metrics(), "metric", "metrics") + " logged manually");
            return ok();
        } catch (RejectedException e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }
}
