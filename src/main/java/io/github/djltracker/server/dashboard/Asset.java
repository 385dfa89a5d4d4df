package io.github.djltracker.server.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the dashboard, in the form in which it is sent.
 *
 * @param tag identifies its content, as an ETag
 * @param isForever whether its address identifies its content too, so that a browser never has to request it again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Asset(String mediaType, String tag, byte[] bytes, byte[] gzip, boolean isForever) {
    /** Number of bytes of a hash that distinguish files. */
    private static final int TAG_BYTES = 12;

    static Asset of(String mediaType, byte[] bytes) {
        // weak: the same for the compressed and the uncompressed file
        String tag = "W/\"" + text(sha256().digest(bytes)) + "\"";
        return new Asset(mediaType, tag, bytes, gzip(bytes), false);
    }

    Asset forever() {
        return new Asset(mediaType, tag, bytes, gzip, true);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A hash as text, for tags and addresses. */
    static String text(byte[] hash) {
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
