package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8091, http://127.0.0.1:8091, 127.0.0.1_8091",
        "http://Tracker, http://tracker:80, tracker_80",
        "https://tracker/, https://tracker:443, tracker_443_s",
        "http://my_tracker:8091/, http://my_tracker:8091, my_tracker_8091",
        "HTTPS://My_Tracker, https://my_tracker:443, my_tracker_443_s"
    })
    void a_plain_address_names_its_folder(String url, String address, String name) {
        assertThat(Addresses.of(TrackerUri.parse(url))).isEqualTo(address);
        assertThat(Addresses.folder(address)).isEqualTo(name);
    }

    @Test
    void no_two_servers_share_a_folder() {
        Stream<String> urls = Stream.of(
                "http://h",
                "https://h:80",
                "http://h/",
                "http://h/TEAMA",
                "http://h/TEAMB",
                "http://h/teama",
                "http://h/team/a",
                "http://h/team_a",
                "http://h/s",
                "http://h/" + "x".repeat(300),
                "http://h/" + "x".repeat(301),
                "http://[::1]:80",
                "http://[1::]:80",
                "https://h:80/s");

        assertThat(urls.map(TrackerUri::parse)
                        .map(Addresses::of)
                        .map(Addresses::folder)
                        .distinct())
                .hasSize(13)
                .allMatch(name -> name.matches("[a-z0-9._-]{1,120}"));
    }

    @Test
    void a_server_may_have_an_underscore_in_its_name() {
        ExperimentTracker.open("http://my_tracker:8091", new TrackerOptions(null, folder))
                .close();

        assertThat(folder.resolve("my_tracker_8091/destination")).hasContent("http://my_tracker:8091");
    }

    @Test
    void an_outbox_that_cannot_be_written_says_why_and_what_to_do() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() ->
                        ExperimentTracker.open("http://tracker", new TrackerOptions(null, file.resolve("outbox"))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Exception: ")
                .hasMessageContaining("DJL_TRACKER_OUTBOX");
    }
}
