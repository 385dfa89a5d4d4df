package io.github.djltracker.client.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.NotFoundException;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://host, http://host/api/v1/x",
        "http://host:8091, http://host:8091/api/v1/x",
        "http://host:8091/, http://host:8091/api/v1/x",
        "HTTPS://Host/team/tracker, https://host/team/tracker/api/v1/x",
        "https://host/team/tracker/, https://host/team/tracker/api/v1/x",
        "http://[::1]:8091, http://[::1]:8091/api/v1/x",
        "http://127.0.0.1:8091, http://127.0.0.1:8091/api/v1/x"
    })
    void paths_go_behind_what_the_url_has(String url, String expected) {
        assertThat(Address.of(url).url(HttpCall.get("api", "v1", "x"))).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "host",
                "host:8091",
                "ftp://host",
                "http:/",
                "http://",
                "http://host:0",
                "http://host:65536",
                "http://ho st",
                "http://host?x=1",
                "http://host#x",
                "jdbc:postgresql://host/db"
            })
    void refuses_what_is_no_url_of_a_server_and_shows_it(String url) {
        assertThatThrownBy(() -> Address.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + url + "\"")
                .hasMessageContaining("http://host:port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@host",
                "http://secret@host:8091/x",
                "http://:secret@host",
                "ftp://user:secret@host",
                "http://user:secret@ho st",
                "user:secret@host"
            })
    void refuses_a_password_and_does_not_show_it(String url) {
        assertThatThrownBy(() -> Address.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret", "user:")
                .containsAnyOf("HttpSettings.token", "http://host:port");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:1, true",
        "http://LOCALHOST, true",
        "http://a.localhost, true",
        "http://127.0.0.1, true",
        "http://127.1.2.3, true",
        "http://[::1]:1, true",
        "http://[0:0:0:0:0:0:0:1], true",
        "http://localhost.example.com, false",
        "http://127.0.0.1.example.com, false",
        "http://128.0.0.1, false",
        "http://[::2], false",
        "http://tracker, false"
    })
    void knows_this_machine(String url, boolean expected) {
        assertThat(Address.of(url).isLoopback()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "?x=y&z",
                "#",
                "%",
                "%2F",
                "%2e%2e",
                "a b",
                " ",
                "+",
                "\u732b \ud83d\udc08",
                "..;",
                "...",
                "&a=b",
                "=",
                "\\",
                "\u0130",
                "http://evil/",
                "@",
                ":",
                "a\tb",
                "\"<>|^`{}[]"
            })
    void any_text_survives_as_a_part_of_a_path_and_as_a_parameter(String text) {
        HttpUrl url = Address.of("http://host/prefix")
                .url(HttpCall.get("api", text, "x").with("name", text));

        HttpUrl read = HttpUrl.get(url.toString());
        assertThat(read.pathSegments()).containsExactly("prefix", "api", text, "x");
        assertThat(read.queryParameterNames()).containsExactly("name");
        assertThat(read.queryParameter("name")).isEqualTo(text);
        assertThat(url.toString()).matches("[\\x21-\\x7e]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void asks_nobody_for_an_id_that_is_a_step_in_a_path(String id) {
        Address address = Address.of("http://host");

        assertThatThrownBy(() -> address.url(HttpCall.delete("models", "m", "metrics", id)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("\"" + id + "\"");
    }

    @Test
    void asks_nobody_for_an_id_that_is_longer_than_any() {
        assertThatThrownBy(() -> Address.of("http://host").url(HttpCall.get("x".repeat(1_000_000))))
                .isInstanceOf(NotFoundException.class)
                .message()
                .hasSizeLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a:1/x, http://a:1/y, true",
        "http://a:1/x, http://a:2/x, false",
        "http://a/x, https://a/x, true",
        "http://a:1/x, https://a:2/x, true",
        "https://a/x, http://a/x, false",
        "https://a/x, https://a:444/x, false",
        "https://a/x, https://b/x, false",
        "http://a/x, https://a.evil/x, false"
    })
    void a_server_is_the_same_by_host_and_port_and_may_become_safer(String from, String to, boolean expected) {
        assertThat(Address.isSameServer(HttpUrl.get(from), HttpUrl.get(to))).isEqualTo(expected);
    }
}
