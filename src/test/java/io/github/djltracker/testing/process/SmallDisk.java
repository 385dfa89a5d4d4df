package io.github.djltracker.testing.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system in memory, which is soon full and can be resized. Mounting one needs root on Linux. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one at an existing folder. Without root the test is skipped, except in CI. */
    public static SmallDisk mount(Path folder, int kibibytes) {
        String error = failure("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", folder.toString());
        Needs.that(error.isEmpty(), "root on Linux", "a small disk is a file system in memory to be mounted: " + error);
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Changes its size. */
    public void resize(int kibibytes) {
        run("mount", "-o", "remount,size=" + kibibytes + "k", folder.toString());
    }

    private static void run(String... command) {
        String error = failure(command);
        if (!error.isEmpty()) {
            throw new AssertionError(List.of(command) + " failed: " + error);
        }
    }

    /** Runs a command. Returns its output if it fails, otherwise an empty text. */
    private static String failure(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return command[0] + " does not end";
            }
            return process.exitValue() == 0 ? "" : command[0] + " failed: " + output.strip();
        } catch (IOException e) {
            return command[0] + " cannot be started: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run("umount", folder.toString());
    }
}
