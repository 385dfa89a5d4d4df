package io.github.djltracker.exchange.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files that may be compressed with gzip, whatever their names are. */
public final class PackedFile {
    private static final int BUFFER = 1 << 16;

    private PackedFile() {}

    /**
     * The uncompressed bytes of a file. If compressed data is incomplete, reading throws {@link java.io.EOFException}
     * or {@link java.util.zip.ZipException}.
     */
    public static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            boolean isPacked = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return isPacked ? new GZIPInputStream(in, BUFFER) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
