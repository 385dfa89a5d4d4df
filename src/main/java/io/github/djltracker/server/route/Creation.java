package io.github.djltracker.server.route;

import io.github.djltracker.domain.IdempotentStore;
import io.github.djltracker.server.http.Call;
import io.github.djltracker.server.http.Query;
import io.github.djltracker.wire.json.Form;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Creates things; only once for each idempotency key. Thread-safe. */
public final class Creation {
    public static final String KEY = "Idempotency-Key";

    /**
     * How a thing is stored with its key. It may be larger than a store allows, so what the request contains anyway is
     * left out.
     *
     * @param kept the thing without its large parts
     * @param whole restores the thing from a repeated request and what was stored
     */
    record Receipt<N, T>(UnaryOperator<T> kept, BiFunction<N, T, T> whole) {
        static <N, T> Receipt<N, T> ofAll() {
            return new Receipt<>(thing -> thing, (wanted, thing) -> thing);
        }
    }

    private final IdempotentStore store;

    public Creation(IdempotentStore store) {
        this.store = store;
    }

    <N, T> void create(Call call, Form<N> wanted, Form<T> made, Function<N, T> work) {
        create(call, wanted, made, work, Receipt.ofAll());
    }

    <N, T> void create(Call call, Form<N> wanted, Form<T> made, Function<N, T> work, Receipt<N, T> receipt) {
        String key = call.header(KEY);
        UUID request = key == null ? null : Query.uuid("the header " + KEY, key);
        byte[] body = call.json();
        N asked = wanted.read(body);
        if (request == null) {
            call.created(made, work.apply(asked));
            return;
        }
        String content = call.method() + " " + call.path() + " " + digest(body);
        String answer = store.once(
                request,
                content,
                () -> new String(made.write(receipt.kept.apply(work.apply(asked))), StandardCharsets.UTF_8));
        call.created(made, receipt.whole.apply(asked, made.read(answer.getBytes(StandardCharsets.UTF_8))));
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
