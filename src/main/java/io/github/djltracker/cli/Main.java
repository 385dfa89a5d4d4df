package io.github.djltracker.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the app jar. */
@Command(
        name = "djl-tracker",
        description = "Experiment tracking for Deep Java Library.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = ServeCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all went well", "1:it could not be done", "2:the command is not one"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  djl-tracker serve                     serve djl-tracker.db on this machine",
            "  djl-tracker serve runs.db --port 9000",
            "  djl-tracker serve --help"
        })
public final class Main implements Runnable {
    /** Logback reads its configuration from the file of this name. */
    private static final String LOGBACK = "logback.configurationFile";

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // before anybody asks for a logger
        if (System.getProperty(LOGBACK) == null) {
            System.setProperty(LOGBACK, "io/github/djltracker/cli/logback.xml");
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((e, command, result) -> {
            PrintWriter err = command.getErr();
            err.println(command.getCommandName() + ": " + e.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"djl-tracker " + (version == null ? "(from its classes)" : version)};
        }
    }
}
