package io.github.djltracker.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresUrlTest {
    @Test
    void takes_user_and_password_out_of_the_url() {
        PostgresUrl url = PostgresUrl.parse(
                "jdbc:postgresql://host:1/db?user=me&password=a%26b%3D%25+c&currentSchema=runs", null, null);

        assertThat(url.place()).isEqualTo("jdbc:postgresql://host:1/db");
        assertThat(url.user()).isEqualTo("me");
        assertThat(url.password()).isEqualTo("a&b=% c");
        assertThat(url.properties())
                .containsEntry("currentSchema", "runs")
                .containsEntry("connectTimeout", "5")
                .containsEntry("socketTimeout", "30")
                .doesNotContainKeys("user", "password");
        assertThat(url.toString()).doesNotContain("me", "a&b", "%26");
    }

    @Test
    void what_is_given_apart_from_the_url_is_preferred() {
        PostgresUrl url =
                PostgresUrl.parse("jdbc:postgresql://host/db?user=me&password=secret&socketTimeout=7", "you", "better");

        assertThat(url.user()).isEqualTo("you");
        assertThat(url.password()).isEqualTo("better");
        assertThat(url.properties()).containsEntry("socketTimeout", "7");
    }

    @Test
    void needs_neither_user_nor_password() {
        PostgresUrl url = PostgresUrl.parse("jdbc:postgresql:db", null, null);

        assertThat(url.user()).isNull();
        assertThat(url.password()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "runs.db",
                "postgresql://host/db?password=secret",
                "jdbc:mysql://host/db?password=secret",
                "jdbc:postgresql://host:port/db?password=secret",
                "jdbc:postgresql://me:secret@host/db",
                "jdbc:postgresql://me:secret@host/db?user=me",
                "jdbc:postgresql://host/db?password=secret%zz",
                "jdbc:postgresql://host/db?user=me&password=%secret"
            })
    void refuses_what_is_no_such_url_and_does_not_show_the_password(String text) {
        assertThatThrownBy(() -> PostgresUrl.parse(text, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .hasSizeBetween(10, 400)
                .doesNotContain("secret");
    }
}
