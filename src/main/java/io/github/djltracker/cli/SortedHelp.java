package io.github.djltracker.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Help whose options are sorted the same way in every locale. */
final class SortedHelp extends Help {
    SortedHelp(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    @Override
    public Comparator<OptionSpec> createDefaultOptionSort() {
        return Comparator.comparing(SortedHelp::letters);
    }

    /** The shortest name of an option, without dashes. */
    private static String letters(OptionSpec option) {
        String shortest = Arrays.stream(option.names())
                .min(Comparator.comparingInt(String::length))
                .orElse("");
        return shortest.replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
    }
}
