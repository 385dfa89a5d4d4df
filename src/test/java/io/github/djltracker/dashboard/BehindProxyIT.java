package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.testing.browser.Browser;
import io.github.djltracker.testing.process.Nginx;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The dashboard under a path that a reverse proxy removes before it passes requests on to the server. */
class BehindProxyIT extends DashboardTest {
    @Test
    void every_view_works_under_the_path_of_a_proxy() {
        UUID run = MadeRun.of("digits", "cnn", 1).into(store.logs());
        String model = model("digits", "cnn").id().toString();
        String experiment = store.experiment("digits").id().toString();
        try (Nginx nginx = Nginx.start(directory, "/lab/tracker/", server.uri().toString())) {
            browser.use(URI.create(nginx.url() + "/lab/tracker"));
            // by following links from the first page, as a visitor does
            browser.driver().get(nginx.url() + "/lab/tracker/");
            browser.awaitView();
            browser.follow("digits");
            browser.await("the experiment", () -> browser.address().equals("/experiments/" + experiment));
            browser.awaitText("tbody", "cnn");
            browser.follow("cnn");
            browser.await("the model", () -> browser.address().startsWith("/models/" + model));
            browser.awaitText("tbody", run.toString().substring(0, 8));
            browser.click("a[title='" + run + "']");
            browser.await("the run", () -> browser.address().startsWith("/runs/" + run));
            browser.follow("djl-tracker");
            browser.await("the beginning", () -> browser.address().equals("/"));

            // and by opening each address directly
            for (String view : new String[] {"/models/" + model, "/runs/" + run, "/compare?run=" + run, "/"}) {
                browser.driver().get(nginx.url() + "/lab/tracker" + view);
                browser.awaitView();
                assertThat(browser.count("h1")).isEqualTo(1);
            }
            assertThat(browser.requests()).allMatch(url -> url.startsWith("/"));
            browser.driver().get("about:blank");
        }
    }

    @Test
    void what_a_training_records_through_the_proxy_is_seen_through_it_at_once() {
        UUID run = UUID.randomUUID();
        try (Nginx nginx = Nginx.start(directory, "/tracker/", server.uri().toString());
                ExperimentTracker tracker = ExperimentTracker.open(
                        nginx.url() + "/tracker", TrackerOptions.ofEnvironment().outbox(directory.resolve("outbox")))) {
            Sink sink = tracker.experiment("digits").models();
            sink.append(run, Entries.start(run, "digits", "abc"));
            sink.append(run, Entries.points(1, "loss", "train", 0, 0.5));
            assertThat(tracker.flush(Browser.PATIENCE)).isTrue();
            browser.use(URI.create(nginx.url() + "/tracker"));
            browser.driver().get(nginx.url() + "/tracker/runs/" + run);
            browser.awaitView();

            sink.append(run, Entries.points(2, "accuracy", "validate", 0, 0.75));

            browser.awaitText("main", "accuracy");
            browser.driver().get("about:blank");
        }
    }
}
