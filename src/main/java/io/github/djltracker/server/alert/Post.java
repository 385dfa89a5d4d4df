package io.github.djltracker.server.alert;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends bodies to a webhook. Does not follow redirects. Thread-safe. */
final class Post {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WebhookSettings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Post(WebhookSettings settings) {
        this.settings = settings;
    }

    /**
     * The response.
     *
     * @param retryAfter how long to wait, zero if the response does not say
     */
    record Answer(int status, Duration retryAfter) {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        /** Whether a later attempt may succeed. */
        boolean isPassing() {
            return status == 408 || status == 429 || status >= 500;
        }
    }

    /**
     * Sends a body, and waits for the response for at most 10 s.
     *
     * @throws IOException if there is none
     */
    Answer send(byte[] body, Instant now) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "djl-tracker")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (settings.secret() != null) {
            request.header(Signature.HEADER, Signature.of(body, settings.secret(), now));
        }
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            // the timeout of the request only covers the head of the response
            HttpResponse<Void> taken = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(taken.statusCode(), retryAfter(taken));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    e.getCause() == null
                            ? "no response"
                            : e.getCause().getClass().getSimpleName(),
                    e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("0");
        return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }
}
