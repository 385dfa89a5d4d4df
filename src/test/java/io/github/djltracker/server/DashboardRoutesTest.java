package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class DashboardRoutesTest extends ServerTest {
    private static final List<String> VIEWS = List.of(
            "/",
            "/experiments/" + RUN,
            "/models/" + RUN + "?x=epoch&anything=1",
            "/runs/" + RUN,
            "/compare?run=" + RUN);

    @Override
    ServerSettings.Builder settings() {
        return super.settings().writeToken("0123456789abcdef");
    }

    @Test
    void the_page_is_under_the_address_of_each_view_and_needs_no_token() {
        for (String view : VIEWS) {
            Http.Answer answer = http.get(view);

            assertThat(answer.status()).as(view).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(answer.text()).startsWith("<!doctype html>");
        }
        assertThat(http.get(BASE + "/experiments").status()).isEqualTo(401);
        assertThat(http.get("/metrics").status()).isEqualTo(401);
    }

    @Test
    void the_page_may_use_nothing_but_its_own_files() {
        String policy = http.get("/").header("Content-Security-Policy");

        assertThat(policy.split("; ?"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "require-trusted-types-for 'script'");
        assertThat(policy).doesNotContain("unsafe");
        assertThat(http.get("/").header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(http.get("/").header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void files_are_sent_with_their_type_packed_if_that_is_wanted() {
        Http.Answer plain = http.get("/assets/main.js");
        Http.Answer packed = http.get("/assets/charts/chart.js", "Accept-Encoding", "gzip");

        assertThat(plain.header("Content-Type")).startsWith("text/javascript");
        assertThat(plain.text()).contains("import");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.bytes()).startsWith(0x1f, 0x8b);
        assertThat(http.get("/assets/base.css").header("Content-Type")).startsWith("text/css");
        assertThat(http.get("/assets/icon.svg").header("Content-Type")).startsWith("image/svg+xml");
        assertThat(http.get("/assets/uplot/uPlot.esm.js").text()).contains("uPlot");
        assertThat(http.get("/assets/uplot/uPlot.min.css").status()).isEqualTo(200);
    }

    @Test
    void a_file_that_the_browser_has_is_not_sent_again() {
        Http.Answer first = http.get("/assets/main.js");

        Http.Answer second = http.get("/assets/main.js", "If-None-Match", first.header("ETag"));

        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.bytes()).isEmpty();
        assertThat(http.get("/assets/main.js", "If-None-Match", "W/\"other\"").status())
                .isEqualTo(200);
    }

    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"(assets/@[^\"/]+/)main.js\"");

    private String versioned() {
        Matcher script = SCRIPT.matcher(http.get("/").text());
        assertThat(script.find()).isTrue();
        return "/" + script.group(1);
    }

    @Test
    void what_the_page_names_is_kept_by_the_browser_until_it_changes() {
        Http.Answer current = http.get(versioned() + "main.js");
        Http.Answer ofAnother = http.get("/assets/@another-version/main.js");

        assertThat(current.header("Cache-Control")).contains("immutable", "max-age=31536000");
        assertThat(current.text()).isEqualTo(http.get("/assets/main.js").text());
        assertThat(ofAnother.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(ofAnother.text()).isEqualTo(current.text());
    }

    @Test
    void the_page_names_every_module_before_it_runs() {
        String page = http.get("/models/a").text();

        List<String> preloaded = Pattern.compile("<link rel=\"modulepreload\" href=\"\\.\\./([^\"]+)\">")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(preloaded)
                .doesNotHaveDuplicates()
                .allMatch(path -> http.get("/" + path).header("Cache-Control").contains("immutable"))
                .anyMatch(path -> path.endsWith("/uplot/uPlot.esm.js"))
                .hasSizeGreaterThan(100);
    }

    @Test
    void no_name_leads_to_another_file() {
        List<String> names = List.of(
                "openapi.json",
                "../openapi.json",
                "..%2fopenapi.json",
                "%2e%2e/openapi.json",
                "charts/../../openapi.json",
                "main",
                "main.class",
                "MAIN.js",
                "",
                "charts",
                "a/b/c.js",
                "@",
                "@x/",
                "@x/../../openapi.json",
                "@x/@y/main.js",
                "uplot/uPlot.cjs.js");

        for (String name : names) {
            assertThat(http.get("/assets/" + name).status()).as(name).isBetween(400, 404);
        }
    }

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final List<String> NOWHERE =
            List.of("/nothing", "/models/", "/models/a/b/c", "/assets/nothing.js", "/apis", "/favicon.ico");

    @Test
    void a_browser_gets_a_page_where_nothing_is_and_a_program_a_problem() {
        for (String token : List.of("Bearer 0123456789abcdef", "Bearer unknown-to-it-00")) {
            for (String path : NOWHERE) {
                Http.Answer seen = http.get(path, "Accept", BROWSER, "Authorization", token);
                Http.Answer told = http.get(path, "Accept", "application/json, text/html", "Authorization", token);

                assertThat(seen.status()).as(path).isEqualTo(404);
                assertThat(seen.header("Content-Type")).startsWith("text/html");
                assertThat(seen.header("Content-Security-Policy")).contains("script-src 'self'");
                assertThat(seen.text()).startsWith("<!doctype html>");
                assertThat(told.status()).as(path).isIn(401, 404);
                assertThat(told.header("Content-Type")).isEqualTo("application/problem+json");
            }
        }
    }

    @Test
    void what_is_of_the_api_is_a_problem_for_browsers_too() {
        String token = "Bearer 0123456789abcdef";

        assertThat(http.get(BASE + "/nothing", "Accept", BROWSER, "Authorization", token)
                        .problem()
                        .status())
                .isEqualTo(404);
        assertThat(http.get(BASE + "/models/" + RUN, "Accept", BROWSER, "Authorization", token)
                        .problem()
                        .status())
                .isEqualTo(404);
        assertThat(http.get("/metrics", "Accept", BROWSER).problem().status()).isEqualTo(401);
        assertThat(http.send("DELETE", "/nothing", null, "Accept", BROWSER, "Authorization", token)
                        .problem()
                        .status())
                .isEqualTo(404);
    }
}
