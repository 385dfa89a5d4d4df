package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.TrackingException;
import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.server.security.Hosts;
import io.github.djltracker.testing.memory.InMemoryTracker;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerSettingsTest {
    private static final String TOKEN = "0123456789abcdef";

    @Test
    void a_server_that_is_reached_from_elsewhere_wants_a_token_or_the_word_that_it_needs_none() {
        ServerSettings.Builder settings =
                ServerSettings.builder().host("0.0.0.0").port(0);
        InMemoryTracker store = new InMemoryTracker();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackerServer.start(store, settings.build()))
                .withMessageContaining("0.0.0.0");
        TrackerServer.start(store, settings.noAuth(true).build()).close();
        TrackerServer.start(store, settings.noAuth(false).writeToken(TOKEN).build())
                .close();
    }

    @Test
    void tokens_that_are_weak_or_make_no_sense_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ServerSettings.builder().writeToken("0123456789abcde").build())
                .withMessageContaining("15 characters")
                .withMessageNotContaining("0123");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ServerSettings.builder().writeToken("0123456789 abcdef").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSettings.builder().readToken(TOKEN).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSettings.builder()
                        .writeToken(TOKEN)
                        .readToken(TOKEN)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ServerSettings.builder().writeToken(TOKEN).noAuth(true).build());
    }

    @Test
    void a_port_that_is_taken_is_said_so() {
        InMemoryTracker store = new InMemoryTracker();
        try (TrackerServer first =
                TrackerServer.start(store, ServerSettings.builder().port(0).build())) {
            int port = first.uri().getPort();

            assertThatThrownBy(() -> TrackerServer.start(
                            store, ServerSettings.builder().port(port).build()))
                    .isInstanceOf(TrackingException.class)
                    .hasMessageContaining(Integer.toString(port));
        }
    }

    @Test
    void a_host_that_is_none_is_said_so() {
        assertThatThrownBy(() -> TrackerServer.start(
                        new InMemoryTracker(),
                        ServerSettings.builder().host("no.such.host.invalid").build()))
                .isInstanceOf(TrackingException.class)
                .hasMessageContaining("no.such.host.invalid");
    }

    @Test
    void a_server_on_all_interfaces_answers_to_addresses_but_without_a_token_not_to_any_name() throws Exception {
        InetAddress all = InetAddress.getByName("0.0.0.0");
        Hosts open = Hosts.of("0.0.0.0", List.of(), false, all);
        Hosts locked = Hosts.of("0.0.0.0", List.of(), true, all);
        Hosts named = Hosts.of("0.0.0.0", List.of("tracker"), true, all);

        assertThat(answers(open, "192.168.1.7")).isTrue();
        assertThat(answers(open, "[fe80::1]")).isTrue();
        assertThat(answers(open, "evil.example")).isFalse();
        assertThat(answers(locked, "any.example")).isTrue();
        assertThat(answers(named, "tracker")).isTrue();
        assertThat(answers(named, "any.example")).isFalse();
    }

    private static boolean answers(Hosts hosts, String name) {
        try {
            hosts.check(name);
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }
}
