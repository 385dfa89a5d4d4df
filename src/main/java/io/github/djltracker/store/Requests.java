package io.github.djltracker.store;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.store.session.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** Remembers executed requests, so that none is executed twice. */
public final class Requests {
    /** How long the result of a request is kept. */
    public static final Duration KEPT = Duration.ofDays(7);

    private record Done(String content, String answer) {}

    private Requests() {}

    static String once(Session session, UUID request, String content, Supplier<String> work, long now)
            throws SQLException {
        Done done = session.one(
                row -> new Done(row.getString(1), row.getString(2)),
                "SELECT content, answer FROM request WHERE uuid = ?",
                request);
        if (done != null) {
            if (!done.content.equals(content)) {
                throw new AlreadyExistsException("request " + request + " was used before, with different content");
            }
            return done.answer;
        }
        // first, so that a concurrent request with the same id waits here, and not during the work
        session.update("INSERT INTO request (uuid, content, answer, time) VALUES (?, ?, '', ?)", request, content, now);
        session.update("DELETE FROM request WHERE time < ?", now - KEPT.toMillis());
        String answer = Limits.text("answer", work.get(), Limits.MAX_TEXT);
        session.update("UPDATE request SET answer = ? WHERE uuid = ?", answer, request);
        return answer;
    }
}
