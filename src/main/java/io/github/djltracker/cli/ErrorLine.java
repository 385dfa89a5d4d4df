package io.github.djltracker.cli;

import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Failure;
import io.github.djltracker.cli.terminal.OutputException;
import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.domain.find.Spelling;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports in one line on the standard error what went wrong and what to do; {@code --debug} also shows the exception.
 */
final class ErrorLine implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Shows stack traces. */
    static final String DEBUG = "--debug";

    private final Console console;

    ErrorLine(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        StringBuilder line =
                new StringBuilder(String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "));
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = suggestions(unmatched, command);
            if (!suggestions.isEmpty()) {
                line.append("; did you mean ")
                        .append(String.join(" or ", suggestions.subList(0, Math.min(3, suggestions.size()))))
                        .append('?');
            }
        }
        say(line + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        debug(e, List.of(arguments).contains(DEBUG));
        return ExitCode.USAGE;
    }

    private static List<String> suggestions(UnmatchedArgumentException unmatched, CommandLine command) {
        boolean isCommand =
                !unmatched.isUnknownOption() && !command.getSubcommands().isEmpty();
        // picocli's guesses at a command are wild
        return isCommand
                ? Spelling.like(
                        unmatched.getUnmatched().get(0),
                        command.getSubcommands().keySet())
                : unmatched.getSuggestions();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof OutputException output) {
            return output(output);
        }
        if (e instanceof ParameterException wrong) {
            return handleParseException(wrong, parsed.originalArgs().toArray(String[]::new));
        }
        boolean debug = command.getCommandSpec().root().userObject() instanceof Main main && main.debug;
        if (e instanceof Failure || e instanceof TrackingException) {
            say(String.valueOf(e.getMessage()));
        } else {
            say("unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage()
                    + (debug ? "" : " (" + DEBUG + " shows where)"));
        }
        debug(e, debug);
        return ExitCode.SOFTWARE;
    }

    /** Handles output that cannot be written, which is no error if its reader closed the pipe. */
    int output(OutputException e) {
        if (e.isClosedPipe()) {
            return ExitCode.OK;
        }
        say(String.valueOf(e.getMessage()));
        return ExitCode.SOFTWARE;
    }

    private void say(String message) {
        console.complain(message);
    }

    private void debug(Exception e, boolean wanted) {
        if (wanted) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            trace.toString().lines().forEach(console::error);
        }
    }
}
