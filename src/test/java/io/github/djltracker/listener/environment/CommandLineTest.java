package io.github.djltracker.listener.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void masks_values_of_options_that_name_a_secret() {
        assertThat(CommandLine.masked(List.of(
                        "--token=abc",
                        "--API_KEY",
                        "abc",
                        "-Ddb.password=p=q",
                        "--lr",
                        "0.1",
                        "--author",
                        "me",
                        "--token",
                        "--x")))
                .containsExactly(
                        "--token=***",
                        "--API_KEY",
                        "***",
                        "-Ddb.password=***",
                        "--lr",
                        "0.1",
                        "--author",
                        "me",
                        "--token",
                        "--x");
    }

    @Test
    void masks_what_urls_carry() {
        assertThat(CommandLine.masked(List.of(
                        "https://user:pass@host/x?token=1&lr=2", "jdbc:postgresql://host/db?user=me&password=p$1")))
                .containsExactly("https://***@host/x?token=***&lr=2", "jdbc:postgresql://host/db?user=me&password=***");
    }

    @Test
    void masks_secrets_in_headers_json_and_odd_forms() {
        assertThat(CommandLine.masked(List.of(
                        "--webhook-secret=https://hooks/x",
                        "Authorization: Bearer xyz",
                        "{\"password\":\"x\",\"lr\":1}",
                        "token:abc",
                        "https://u:p/q@host",
                        "--key=abc",
                        "PASSWORD",
                        "abc",
                        "--password",
                        "-dash",
                        "--tokenizer=bpe",
                        "--max-tokens",
                        "512")))
                .containsExactly(
                        "--webhook-secret=***",
                        "Authorization: *** ***",
                        "{\"password\":\"***\",\"lr\":1}",
                        "token:***",
                        "https://***@host",
                        "--key=***",
                        "PASSWORD",
                        "***",
                        "--password",
                        "***",
                        "--tokenizer=bpe",
                        "--max-tokens",
                        "512");
    }

    @Test
    void cuts_what_is_very_long() {
        List<String> masked = CommandLine.masked(Collections.nCopies(1_000, "x".repeat(5_000)));

        assertThat(masked).hasSize(200).allMatch(argument -> argument.length() == 2_003);
    }
}
