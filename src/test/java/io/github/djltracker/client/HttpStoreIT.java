package io.github.djltracker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.client.call.FakeServer;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.testing.process.ChildJvm;
import io.github.djltracker.wire.form.ExperimentForm;
import io.github.djltracker.wire.form.Forms;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and proxies are those that the JVM was started with, so each test has its own JVM. */
final class HttpStoreIT {
    private static final String PASSWORD = "password";

    private final FakeServer server = FakeServer.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void trusts_the_certificates_that_the_jvm_trusts_and_sends_at_once() throws Exception {
        Path keys = serveHttps();
        server.answers(Forms.EXPERIMENT.writeList(List.of(new ExperimentForm(new UUID(1, 2), "over TLS")), null))
                .answers(200);

        String output = run(
                "-Djavax.net.ssl.trustStore=" + keys + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "https://localhost:" + server.server().getPort());

        assertThat(output).contains("experiment over TLS", "no delay: true", "status 200");
    }

    @Test
    void trusts_no_other_certificate_and_says_so() throws Exception {
        serveHttps();
        HttpStore store = server.store("https://localhost:" + server.server().getPort(), HttpSettings.DEFAULTS);

        assertThatThrownBy(() -> store.experiments().list())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("https://localhost:" + server.server().getPort())
                .hasMessageContaining("SSLHandshakeException")
                .hasMessageContaining("certification path");
    }

    @Test
    void goes_through_the_proxy_that_the_jvm_is_told_to_use() {
        server.answers(Forms.EXPERIMENT.writeList(List.of(new ExperimentForm(new UUID(1, 2), "by proxy")), null));

        String output = run(
                "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=" + server.server().getPort(),
                "http://tracker.example/team");

        assertThat(output).contains("experiment by proxy");
        assertThat(server.taken().getRequestLine())
                .startsWith("GET http://tracker.example/team/api/v1/experiments?limit=");
    }

    /** Serves HTTPS with a self-signed key for localhost, and returns the key store. */
    private Path serveHttps() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server.server().useHttps(context.getSocketFactory());
        return keys;
    }

    private static String run(String options, String url) {
        try (ChildJvm jvm =
                ChildJvm.start(Map.of("JAVA_TOOL_OPTIONS", options), HttpStoreProcess.class.getName(), url)) {
            assertThat(jvm.await()).as(jvm.text()).isZero();
            return jvm.text();
        }
    }
}
