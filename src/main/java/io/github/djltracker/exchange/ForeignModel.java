package io.github.djltracker.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The model of a run of another tracker, of which nothing tells what network it is. */
public final class ForeignModel {
    private ForeignModel() {}

    /**
     * A hash that such a run's model has and no other: 64 hex digits, SHA-256 of the text in UTF-8.
     *
     * @param run tells the tracker and the run
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
