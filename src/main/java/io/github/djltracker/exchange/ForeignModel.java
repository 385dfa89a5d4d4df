package io.github.djltracker.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The model of a run from another tracker, which does not say what network it trained. */
public final class ForeignModel {
    private ForeignModel() {}

    /**
     * A hash that is unique to the model of this run: 64 hex digits, the SHA-256 of the text in UTF-8.
     *
     * @param run identifies the tracker and the run
     */
    public static String hash(String run) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(run.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
