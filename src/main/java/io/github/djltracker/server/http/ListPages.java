package io.github.djltracker.server.http;

import io.github.djltracker.domain.query.Page;
import io.github.djltracker.server.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Divides lists that a store returns completely into pages. A mark says after which item the next page begins, by that
 * item and some before it, so that it stays valid when others are added or removed in between, and even when that item
 * is removed.
 */
public final class ListPages {
    public static final String LIMIT = "limit";
    public static final String AFTER = "after";

    /** Number of items in a mark. */
    private static final int KNOWN = 4;
    /** Bytes of the digest of an item, and its characters in the mark. */
    private static final int DIGEST = 12;

    private static final int CHARACTERS = 16;

    private static final Pattern MARK = Pattern.compile("([A-Za-z0-9_-]{" + CHARACTERS + "}){1," + KNOWN + "}");

    private ListPages() {}

    public static int limit(Query query) {
        return (int) query.integer(LIMIT, 1, Page.MAX_LIMIT, Page.DEFAULT_LIMIT);
    }

    /** The page that a query requests. */
    public static <T> Page<T> page(List<T> all, Function<T, String> id, Query query) {
        int limit = limit(query);
        String after = query.text(AFTER);
        int from = after == null ? 0 : behind(all, id, after);
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? mark(all, id, to) : null);
    }

    private static <T> @Nullable String mark(List<T> all, Function<T, String> id, int to) {
        StringBuilder mark = new StringBuilder();
        for (int i = to - 1; i >= Math.max(0, to - KNOWN); i--) {
            mark.append(digest(id.apply(all.get(i))));
        }
        return mark.toString();
    }

    private static <T> int behind(List<T> all, Function<T, String> id, String mark) {
        if (!MARK.matcher(mark).matches()) {
            throw Refusal.invalid("the value of the parameter after is not from a previous page");
        }
        if (all.isEmpty()) {
            return 0;
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(digest(id.apply(all.get(i))), i);
        }
        List<String> known = new ArrayList<>();
        for (int i = 0; i < mark.length(); i += CHARACTERS) {
            known.add(mark.substring(i, i + CHARACTERS));
        }
        for (String item : known) {
            Integer place = places.get(item);
            if (place != null) {
                return place + 1;
            }
        }
        throw Refusal.invalid("the items before the next page have been deleted: start again with the first page");
    }

    private static String digest(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, DIGEST));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
