package io.github.djltracker.server.problem;

import org.eclipse.jetty.http.HttpFields;

/** The headers of every response, which keep a browser from doing anything unintended with it. */
public final class Headers {
    /** The policy of responses that are data: nothing in them may be loaded, run or framed. */
    static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    /** The policy of pages: they load only what this server sends, and nothing inline. */
    public static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'";

    public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    private Headers() {}

    public static void secure(HttpFields.Mutable headers) {
        headers.put(CONTENT_SECURITY_POLICY, API_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", "no-store");
    }
}
