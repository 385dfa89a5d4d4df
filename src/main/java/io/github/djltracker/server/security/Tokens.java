package io.github.djltracker.server.security;

import io.github.djltracker.server.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Checks who may read and who may write. Keeps only digests of the tokens. Thread-safe. */
public final class Tokens {
    private static final String SCHEME = "bearer ";

    private final byte @Nullable [] write;
    private final byte @Nullable [] read;

    public Tokens(@Nullable String write, @Nullable String read) {
        this.write = write == null ? null : digest(write);
        this.read = read == null ? null : digest(read);
    }

    boolean areWanted() {
        return write != null;
    }

    /**
     * Throws unless the request is permitted.
     *
     * @param authorization the header of that name, null if there is none
     * @throws Refusal with 401 or 403
     */
    void check(@Nullable String authorization, boolean reads) {
        if (write == null) {
            return;
        }
        if (authorization == null) {
            throw Refusal.unauthorized("send the header Authorization: Bearer <token>");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusal.unauthorized("the header Authorization must begin with Bearer");
        }
        byte[] given = digest(authorization.substring(SCHEME.length()).strip());
        // both are always compared, in constant time, so that the time reveals nothing
        boolean writes = MessageDigest.isEqual(given, write);
        boolean knows = read != null && MessageDigest.isEqual(given, read);
        if (!writes && !knows) {
            throw Refusal.unauthorized("the token is unknown");
        }
        if (!writes && !reads) {
            throw Refusal.forbidden("this token only allows reading");
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
