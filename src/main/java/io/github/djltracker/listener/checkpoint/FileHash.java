package io.github.djltracker.listener.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Computes the SHA-256 of a file in pieces. */
final class FileHash {
    private static final int PIECE = 1 << 20;

    private FileHash() {}

    /**
     * Reads a file to its end.
     *
     * @param goOn called after each piece of at most 1 MB
     * @return null if {@code goOn} returned false
     */
    static @Nullable String of(Path file, BooleanSupplier goOn) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                digest.update(piece, 0, length);
                if (!goOn.getAsBoolean()) {
                    return null;
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
