package io.github.djltracker.cli;

import io.github.djltracker.cli.operation.AnnotateCommand;
import io.github.djltracker.cli.operation.DoctorCommand;
import io.github.djltracker.cli.operation.JoinCommand;
import io.github.djltracker.cli.operation.PackCommand;
import io.github.djltracker.cli.operation.RemoveCommand;
import io.github.djltracker.cli.operation.ServeCommand;
import io.github.djltracker.cli.query.CheckpointsCommand;
import io.github.djltracker.cli.query.DiffCommand;
import io.github.djltracker.cli.query.ExperimentsCommand;
import io.github.djltracker.cli.query.MetricsCommand;
import io.github.djltracker.cli.query.ModelsCommand;
import io.github.djltracker.cli.query.PlotCommand;
import io.github.djltracker.cli.query.RunsCommand;
import io.github.djltracker.cli.query.ShowCommand;
import io.github.djltracker.cli.query.SummaryCommand;
import io.github.djltracker.cli.query.TailCommand;
import io.github.djltracker.cli.query.ViewsCommand;
import io.github.djltracker.cli.terminal.Colours;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.OutputException;
import io.github.djltracker.cli.transfer.ExportCommand;
import io.github.djltracker.cli.transfer.ImportCommand;
import io.github.djltracker.cli.transfer.PullCommand;
import io.github.djltracker.cli.transfer.PushCommand;
import io.github.djltracker.cli.transfer.ReportCommand;
import io.github.djltracker.cli.transfer.SyncCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: {@code djl-tracker <command>}. */
@Command(
        name = Console.PROGRAM,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Reads, manages and serves the trainings that djl-tracker has recorded.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        subcommands = {
            ExperimentsCommand.class,
            ModelsCommand.class,
            RunsCommand.class,
            SummaryCommand.class,
            ViewsCommand.class,
            ShowCommand.class,
            MetricsCommand.class,
            CheckpointsCommand.class,
            PlotCommand.class,
            DiffCommand.class,
            TailCommand.class,
            RemoveCommand.class,
            AnnotateCommand.class,
            JoinCommand.class,
            PushCommand.class,
            PullCommand.class,
            SyncCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            DoctorCommand.class,
            PackCommand.class,
            ServeCommand.class,
            GenerateCompletion.class
        },
        footer = {
            "",
            "A STORE is a file (runs.db), jdbc:sqlite:<file>, or the URL of a tracker. The default is the one",
            "that DJL_TRACKER_URI names, or else djl-tracker.db in the working directory.",
            "Exit codes: 0 success, 1 failed, not found or problems found, 2 usage error."
        })
public final class Main {
    /** The system property with the name of Logback's configuration file. */
    private static final String LOGBACK = "logback.configurationFile";

    private static final int LEAST_HELP_WIDTH = 60;
    private static final int MOST_HELP_WIDTH = 110;

    @Option(names = ErrorLine.DEBUG, scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    boolean debug;

    private Main() {}

    /**
     * Runs a command and ends the process with its exit code: 0 success, 1 failed or found a problem, 2 usage error.
     */
    public static void main(String[] arguments) {
        // before the first logger is created
        if (System.getProperty(LOGBACK) == null) {
            System.setProperty(LOGBACK, "io/github/djltracker/cli/logback.xml");
        }
        System.exit(run(Console.ofProcess(), arguments));
    }

    /** Runs a command, and returns its exit code. */
    static int run(Console console, String... arguments) {
        ErrorLine errors = new ErrorLine(console);
        StringWriter usage = new StringWriter();
        try {
            int code =
                    commandLine(console, errors).setOut(new PrintWriter(usage)).execute(arguments);
            console.out().print(usage.toString());
            console.out().flush();
            return code;
        } catch (OutputException e) {
            return errors.output(e);
        }
    }

    private static CommandLine commandLine(Console console, ErrorLine errors) {
        boolean colours = console.screen().colours() == Colours.ON;
        int width = Math.max(
                LEAST_HELP_WIDTH, Math.min(MOST_HELP_WIDTH, console.screen().width()));
        return new CommandLine(new Main(), new CommandFactory(console))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setHelpFactory(SortedHelp::new)
                .setUsageHelpWidth(width)
                .setColorScheme(Help.defaultColorScheme(colours ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    /** The version from the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {Console.PROGRAM + " " + (version == null ? "(not packaged)" : version)};
        }
    }
}
