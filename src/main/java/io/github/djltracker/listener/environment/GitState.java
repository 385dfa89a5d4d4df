package io.github.djltracker.listener.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The commit that is checked out in the repository around a directory, as git reports it.
 *
 * @param isDirty whether tracked files differ from the commit
 */
record GitState(String commit, boolean isDirty) {
    /** How long a call of git may take: the first entry of a run waits for it, and all others wait for that entry. */
    private static final long MAX_MILLIS = 250;

    private static final int MAX_OUTPUT = 4_096;

    /** The output of one call of git. */
    private record Answer(int exitCode, String text) {}

    /** Asks git; empty if there is no git, no repository or no commit, or git does not answer a call in 250 ms. */
    static Optional<GitState> of(Path directory) {
        return git(directory, "rev-parse", "HEAD")
                .filter(answer -> answer.exitCode() == 0 && answer.text().matches("[0-9a-f]{40,64}"))
                .flatMap(head -> git(directory, "diff", "--quiet", "HEAD")
                        .filter(diff -> diff.exitCode() == 0 || diff.exitCode() == 1)
                        .map(diff -> new GitState(head.text(), diff.exitCode() != 0)));
    }

    /** Calls git with arguments whose output fits into a pipe, so that git never waits for a reader. */
    private static Optional<Answer> git(Path directory, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder("git");
        builder.command().addAll(List.of(arguments));
        // otherwise git may refresh its index, but a tracker must not write to a repository
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(MAX_MILLIS, TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
                byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT);
                return Optional.of(new Answer(process.exitValue(), new String(output, StandardCharsets.UTF_8).strip()));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
