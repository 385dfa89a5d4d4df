package io.github.djltracker.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.server.alert.WebhookSettings.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "https://hooks.slack.com/services/T0/B0/x, SLACK",
        "https://acme.webhook.office.com/webhookb2/x, TEAMS",
        "https://prod-1.westeurope.logic.azure.com/workflows/x, TEAMS",
        "https://alerts.example.org/hook, JSON",
        "https://hooks.slack.com.example.org/, JSON",
    })
    void the_host_says_what_it_takes(String url, Format format) {
        assertThat(WebhookSettings.of(url, null, null).format()).isEqualTo(format);
    }

    @Test
    void a_format_that_is_named_counts_more() {
        assertThat(WebhookSettings.of("https://chat.example.org/hook", Format.SLACK, null)
                        .format())
                .isEqualTo(Format.SLACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret-path",
                "ftp://host/secret-path",
                "http:secret-path",
                "http://a b/secret-path",
                "file:///secret-path"
            })
    void what_is_no_url_is_refused_without_showing_it(String url) {
        assertThatThrownBy(() -> WebhookSettings.of(url, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the webhook is not a")
                .hasMessageContaining("URL")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void its_text_shows_no_secret() {
        assertThat(WebhookSettings.of("https://hooks.slack.com/services/secret", null, "secret"))
                .hasToString("WebhookSettings[host=hooks.slack.com, format=SLACK, secret=***, perMinute=20]");
    }
}
